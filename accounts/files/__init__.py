"""A file is opened whole before it is believed, and kept whole or not at all."""
