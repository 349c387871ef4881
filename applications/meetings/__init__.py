"""Meetings of a panel: times that suit, an agenda, an invitation, minutes."""
