"""Clarifications: anybody signed in asks, the answer goes to all, and nobody is named."""
