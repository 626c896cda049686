"""The faces that printed pages are set in, cut to what they need."""

# The Latin script with the letters that transcriptions of Arabic and of old Javanese need, dashes and quotes,
# raised and lowered digits, the signs of money, numbers and trade.
LETTERS = [
    *range(0x20, 0x250),
    *range(0x2B0, 0x370),
    *range(0x1E00, 0x1F00),
    *range(0x2010, 0x2040),
    *range(0x2070, 0x20D0),
    *range(0x2100, 0x2190),
    0x2212,
    0x2260,
    0x2264,
    0x2265,
]
# Distances between letters, accents in their places, and letters put together with their accents.
FEATURES = (b"kern", b"mark", b"ccmp")


def cut(path, weight):
    """One weight of a variable font as the bytes of a static one, with the letters of Latin script."""
    import uharfbuzz

    face = uharfbuzz.Face(path.read_bytes())
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(LETTERS)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(feature, "big") for feature in FEATURES)
    wanted.flags |= uharfbuzz.SubsetFlags.NO_HINTING
    wanted.pin_all_axes_to_default(face)
    wanted.pin_axis_location(face, "wght", weight)
    return wanted.subset(face).blob.data
