"""What becomes of winners: the yearly question, and copies by other agencies."""
