"""The kinds of letters of the portal itself, which belong to no edition: who gets them, and what their texts may name.

A floor above that writes letters of its own has them joined by the roof, with the folder of the texts they bring.
"""

from collections.abc import Mapping
from pathlib import Path

from accounts.letter_kinds import motions, people, registers, trail, watching
from accounts.letter_kinds.fields import LetterKind

# In the order in which people meet them.
KINDS: dict[str, LetterKind] = {**people.KINDS, **registers.KINDS, **motions.KINDS, **watching.KINDS, **trail.KINDS}
# Where the texts lie that the portal brings, by the kind.
FOLDERS: dict[str, Path] = dict.fromkeys(KINDS, Path(__file__).parent.parent / "data" / "letters")


def join(kinds: Mapping[str, LetterKind], folder: Path) -> None:
    """Make kinds of a floor above known; joined twice, nothing happens."""
    KINDS.update(kinds)
    FOLDERS.update(dict.fromkeys(kinds, folder))
