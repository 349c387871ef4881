"""What every app stands on: workflow, clock, constraints, canonical JSON; no models."""
