"""Recommended, approved, announced."""
