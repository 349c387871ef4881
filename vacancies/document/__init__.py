"""A notice as one document: exported, imported, kept as it was published, copied, made a template."""
