"""Lists as they come, each read into a file of neutral columns; what is not needed is left at the reader."""
