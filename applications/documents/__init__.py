"""A file: received, checked, scanned, shown as pages, and given only to who may read it."""
