"""Offices: country, city, time zone, reference scheme and hotlines."""
