"""What comes in: hand-made annexes and tables in long form, read by the meaning of their headers."""
