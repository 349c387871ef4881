"""What templates of the working pages may call."""
