"""Eligibility: findings, confirmed or overridden with a reason; the long list."""
