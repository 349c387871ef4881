"""Loads what of the rooms is to know that pages were read."""

from applications.desk import auditing

__all__ = ["auditing"]
