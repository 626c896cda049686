"""What counts as a word."""


def count(text):
    """How many words `text` holds: runs of characters between white space, as word processors count.

    "anak-anak" is one word, a dash standing alone is one too; people compare with what their editor shows.
    """
    return len(text.split())
