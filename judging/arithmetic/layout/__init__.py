"""When who is heard."""
