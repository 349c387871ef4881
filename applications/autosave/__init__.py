"""What is typed, kept while it is typed, and never over what was typed elsewhere meanwhile."""
