"""Word and Excel documents: opened part by part, unnamed, and covered for blind readers."""
