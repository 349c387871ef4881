"""The selection plan: requirements, criteria, weights, documents asked for; its fingerprint."""
