"""Partners: programs of other offices that read with a key."""
