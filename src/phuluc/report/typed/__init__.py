"""Figures typed in an existing report: read from its file, understood sentence by sentence, held against a book."""
