"""The demonstration: a portal in the middle of its work, made by the same verbs that people use."""
