"""What the rooms add to the menu of the working pages."""
