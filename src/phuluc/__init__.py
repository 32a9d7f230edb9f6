"""Phụ lục: the annexes of the public-service indicators, computed in the spreadsheet."""

__version__ = "0.1.0"
