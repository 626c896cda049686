"""The size of a file as people say it; Django's own filter speaks its translators' language, not ours."""

from django.utils.formats import number_format

KIBIBYTE, MEBIBYTE = 1024, 1_048_576


def in_words(size):
    """A size as people say it: "1,5 MB", "300 KB", "606 B"; never more than it is, since it may be a limit."""
    if size >= MEBIBYTE:
        tenths = size * 10 // MEBIBYTE
        return number_format(tenths / 10, decimal_pos=1 if tenths % 10 else 0) + " MB"
    if size >= KIBIBYTE:
        return f"{size // KIBIBYTE} KB"
    return f"{size} B"
