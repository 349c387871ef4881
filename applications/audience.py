"""Loads whom of the rooms a change of a vacancy concerns."""

from applications.intake import audience as intake
from applications.intake import reasked, reminding
from applications.panels import audience as panels

__all__ = ["intake", "panels", "reasked", "reminding"]
