"""Which part of the catalogue is looked through: a choice, as addresses have it."""

PARAMETER = "sumber"
# The contest with all other programmes; the partial list alone, also of years that have an edition here by now.
EVERYTHING, PARTIAL_LIST = "semua", "daftar-sebagian"
# One other programme alone, by its key: its name may be corrected.
PROGRAMME = "program-"


def of_programme(pk: int | None) -> str:
    """The choice of one other programme; of the contest where there is none."""
    return f"{PROGRAMME}{pk}" if pk else ""


def programme_of(source: str) -> int | None:
    """The key of the other programme that is chosen; None where something else is."""
    key = source.removeprefix(PROGRAMME)
    return int(key) if source == f"{PROGRAMME}{key}" and key.isascii() and key.isdecimal() else None
