"""Schemas of what the portal gives out, in compact form."""
