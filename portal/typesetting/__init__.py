"""PDF files set by typst: everything goes in as data, nothing is ever read as markup."""
