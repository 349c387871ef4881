"""Score sheets: marks with reasons, handed in, locked and signed."""
