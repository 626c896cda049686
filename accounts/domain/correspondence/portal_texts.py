"""What the portal's own letters say: the texts it brings, and what the ministry made of them."""

from django.db import transaction

from accounts.domain import events, stamps
from accounts.domain.correspondence import texts
from accounts.domain.correspondence.texts import LetterText
from accounts.letter_kinds import FOLDERS, KINDS
from accounts.models import PortalLetter
from accounts.rules import Refused, refuse
from accounts.rules import letters as rules


def brought(key: str, language: str = "id") -> tuple[str, str]:
    """Subject and body of a kind, as the portal brings them."""
    return texts.brought(FOLDERS[key], key, language)


def default(key: str) -> LetterText:
    """What a kind of letter says by itself; one that speaks its reader's language has both."""
    english = brought(key, texts.ENGLISH) if KINDS[key].is_in_asked_language else ()
    return LetterText(*brought(key), *english)


def text_of(key: str) -> LetterText:
    """What a kind of letter says today; one query."""
    row = PortalLetter.objects.worded().filter(key=key).first()
    return texts.held(row) if row else default(key)


def stamp(text: LetterText) -> str:
    """The stamp of a text that a form was drawn from."""
    return stamps.fingerprint(vars(text))


@transaction.atomic
def alter(key: str, text: LetterText, *, seen: str | None = None, by, at) -> bool:
    """Let a kind of letter say something from now on; whether that is something else. Raises Stale.

    What the portal brings by itself is not kept: mended by a new version of the portal, it reaches everybody.
    """
    refuse(rules.wording_refusal(office=by))
    if sentences := list(texts.reasons(KINDS[key], text)):
        raise Refused(rules.UNFIT_TEXT, sentences)
    row, _is_new = PortalLetter.objects.get_or_create(key=key)
    row = PortalLetter.objects.locked(row.pk)
    standing = texts.held(row) if row.body else default(key)
    stamps.unchanged(seen, stamp(standing), standing)
    if text == standing:
        return False
    is_own = text != default(key)
    for name, said in vars(text).items():
        setattr(row, name, said if is_own else "")
    row.altered_at, row.altered_by = at, by
    row.save()
    events.record("letter.worded", on=row, by=by, at=at, kind=key, is_own=is_own, text=vars(text))
    return True
