"""Choices of a kind of fact, as a form offers them."""

from django.db.models import Choices
from django.utils.text import capfirst


def in_capitals(kinds: type[Choices]) -> list[tuple[str, str]]:
    """Value and label of each, the label as it stands alone beside a button, in the language of the moment."""
    return [(kind.value, capfirst(str(kind.label))) for kind in kinds]
