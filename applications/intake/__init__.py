"""Applications: draft, submitted, withdrawn; pages as data; the receipt."""
