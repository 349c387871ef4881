"""The append-only record: entries chained by hash, how they read, and their verification."""
