"""Where files lie besides in a folder, what lies there in pieces, and whether all of it is as the rows say."""
