"""Letters, and what keeps them back: holds of a person, and what somebody does not want."""
