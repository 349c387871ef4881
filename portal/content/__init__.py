"""News, downloads and standing pages."""
