"""Letters as a real person would get them: who may be chosen, and what is known of that one without any act.

What only an act can say (a reason, who did it, a moment) stays made up, and so does every link: none of them opens.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q

from accounts.domain import joining
from accounts.domain.correspondence import texts, wording
from accounts.domain.correspondence.texts import LetterText
from accounts.letter_kinds.fields import LINK, LetterKind
from accounts.models import Membership
from accounts.moments import day

Known = Callable[[], Mapping[str, str]]
# Asked of every floor above, the lowest first: the kind's key, who holds which office, the edition or None, the moment.
# Each reads what it needs once, and answers with a function that gives values of fields in the language of the moment.
JOINED: list[Callable[..., Known]] = []


def join(*readings: Callable[..., Known]) -> None:
    """The roof says who knows something of people."""
    JOINED[:] = readings


@dataclass(frozen=True)
class Addressed:
    """A letter as one person would get it, and the meanings of the fields in it that are still made up, links aside."""

    who: str
    subject: str
    body: str
    made_up: tuple


def recipients(kind: LetterKind, *, on):
    """The offices in force whose holders get letters of a kind."""
    held = Membership.objects.current(on).filter(role__in=kind.goes_to.roles, user__is_active=True)
    return held.with_places().order_by("user__full_name", "user__email", "pk")


def named(kind: LetterKind, said: str, *, on) -> Iterator[Membership]:
    """Those of them whom words mean, each person once: all the words stand in name, address or place."""
    found = recipients(kind, on=on)
    for word in said.split():
        place = Q(agency__name__icontains=word) | Q(unit__name__icontains=word)
        found = found.filter(Q(user__full_name__icontains=word) | Q(user__email__icontains=word) | place)
    seen = set()
    for office in found:
        if office.user_id not in seen:
            seen.add(office.user_id)
            yield office


def letter(key: str, kind: LetterKind, text: LetterText, office: Membership, *, edition=None, at) -> Addressed:
    """A text of a kind as the holder of an office would get it."""
    kept_back = {LINK.key, *kind.keys}
    examples = {field.key: field.example for field in kind.fields} | kind.recipients[0][1]

    answers = [ask(key, office, edition, at) for ask in (own, *JOINED)]

    def known():
        told = {name: said for answer in answers for name, said in answer().items() if said}
        return {name: said for name, said in told.items() if name not in kept_back}

    subject, body = texts.worded(text, lambda: {**examples, **known()})
    written = wording.named(f"{text.subject}\n{text.body}\n{text.subject_en}\n{text.body_en}")
    told = known().keys() | kept_back
    made_up = tuple(field.meaning for field in kind.fields if field.key in written and field.key not in told)
    return Addressed(office.user.told_apart, subject, body, made_up)


def own(_key, office, _edition, _at) -> Known:
    """What this floor knows of somebody: the name, the office and its place."""
    agency = office.agency.name if office.agency_id else ""
    return lambda: {
        "nama_penerima": office.user.full_name,
        "peran": office.label,
        "mulai": day(office.since),
        "instansi": agency,
        "unit": office.unit.name if office.unit_id else "",
        "hubungi": joining.whom_to_ask(office.role),
    }
