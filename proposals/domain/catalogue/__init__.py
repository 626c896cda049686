"""What the public sees of dossiers: published, told by the owner, come from where, honoured before."""
