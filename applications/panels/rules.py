"""Who may take which step."""
