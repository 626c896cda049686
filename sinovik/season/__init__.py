"""Playing an edition with made-up people through the same acts that people use.

Nothing here writes a result: scores, verdicts, standings and awards all come from the acts of the apps. Two
runs with the same plan and seed make the same choices.
"""
