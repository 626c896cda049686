"""What the public reads: of what was published, never of dossiers."""
