"""Outgoing messages: kinds, the outbox and delivery by task."""
