"""Documents: received, checked, scanned, shown and guarded."""
