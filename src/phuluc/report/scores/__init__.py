"""The reports of the score families: the weekly notice, the monthly letter, a commune's comparison of two dates."""
