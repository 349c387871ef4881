"""When the portal did not answer: known by a heartbeat from outside."""
