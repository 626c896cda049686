"""What judges read and work with: the own assignments, what stands beside them, and what is taken along."""
