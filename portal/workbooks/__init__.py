"""Workbooks (XLSX) that go out to people and come back: texts as texts, and a look inside before one is opened."""
