"""Pages on what becomes of winners."""
