"""Factories by app; every model has one."""
