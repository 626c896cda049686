"""Sentences that are filled from what was kept: a value that was not is a dash, so that a sentence always comes out."""


class Told(dict[str, object]):
    """The values of one sentence."""

    def __missing__(self, key: str) -> str:
        return "–"
