"""The pages of the user guide that follow from what is declared: functions, checks, commands, settings, families.

`phuluc build` writes them; a test fails where a committed page differs. What people have to be told in other words
(an example of a command, what a family is for) stands here beside what it explains.
"""
