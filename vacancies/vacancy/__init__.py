"""A vacancy and its texts."""
