"""Scores of the national portal, in every form in which offices get them."""
