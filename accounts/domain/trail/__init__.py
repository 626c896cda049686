"""The trail as outsiders may hold it against us: a tree over the events, its heads, and proofs out of it."""
