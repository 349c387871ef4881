"""What a consultant tells once."""
