"""Who comes in: what was tried, who signed in, and visitors without an account."""
