"""How the entries of the room read in the record."""
