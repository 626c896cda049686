"""One encrypted archive of everything that must not be lost, and the way back into an empty place."""
