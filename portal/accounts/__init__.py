"""People, and the roles they have in offices."""
