"""Both languages side by side: what is missing, a draft, reviewed, or stale since the other changed."""
