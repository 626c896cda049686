"""The trail of events: which concern an edition, and what each says."""
