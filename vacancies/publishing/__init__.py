"""From a draft to a published notice, and who may take which step."""
