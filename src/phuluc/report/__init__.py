"""The report in words: sentences from the figures of a book, their file, and figures typed in older reports."""
