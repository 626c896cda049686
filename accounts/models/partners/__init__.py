"""Facts of partners: programs of other offices that read, and are told."""
