"""The evaluation report and the evaluation file, rendered from snapshots."""
