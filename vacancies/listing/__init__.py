"""What the public reads: list, notice, feeds and site maps."""
