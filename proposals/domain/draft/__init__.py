"""A dossier as it is written: begun, copied, described, its files taken in piece by piece, every save a version."""
