"""Judges as people: the register, how each likes to work, who was asked, what each signed."""
