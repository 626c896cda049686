"""Field visits: as they are seen, as one verifier sees them, and what planning them would give."""
