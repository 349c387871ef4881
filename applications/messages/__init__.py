"""Messages between an office and who applied: one thread an application."""
