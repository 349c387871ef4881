"""The selection panel: seats and declarations of interest."""
