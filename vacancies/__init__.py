"""Notices: written, planned, approved, published and found."""
