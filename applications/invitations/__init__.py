"""Invitations of candidates to a test or an interview, with times to choose from."""
