"""Notices as documents."""
