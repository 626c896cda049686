"""What the portal publishes, as data: the same facts that public pages show, and nothing else."""
