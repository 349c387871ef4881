"""An application filled in offline: a workbook made from the pages, and what it brings back into them."""
