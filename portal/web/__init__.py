"""Access guards, paging, middleware, error pages, health and language."""
