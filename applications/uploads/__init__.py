"""A file on its way: said beforehand, sent in pieces, gone on with after a break, and put together in the end."""
