"""Who comes in: attempts, sign-ins, links for a password, places where somebody is signed in, visitors."""
