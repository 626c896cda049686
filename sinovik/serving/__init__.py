"""The web server: `python -m sinovik.serving`.

A request is taken whole before one of the few threads is, so that slow visitors cost a socket and nobody's turn. The
processes share one listening socket; one that dies is replaced.
"""
