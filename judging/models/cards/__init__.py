"""Marks: scorecards, their seal, what is noted and said beside them, and the round before them."""
