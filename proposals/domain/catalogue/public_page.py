"""What the owner tells the public besides the answers: cost, duration, an office to ask, a picture, some evidence.

Nothing of it is judged, so it may be said and taken back at any time, also after publication.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from django.db import transaction

from accounts.domain import events, stamps
from accounts.files import apart, keeping
from accounts.files.taking import MEBIBYTE, Allowed
from accounts.rules import refuse
from proposals import rules
from proposals.domain import beside
from proposals.domain.catalogue import partner_news
from proposals.models import Attachment, CatalogueEntry, Proposal, PublicFacts, PublicPage, PublicPicture

FOLDER = "public-pictures"
# A card is 24 rem wide at most; twice as many pixels for dense screens.
CARD_SIDE = 768
PICTURE = Allowed(kinds=("jpeg", "png", "webp"), max_bytes=8 * MEBIBYTE, as_photograph=True)


@dataclass(frozen=True)
class Shown:
    """What the public may read besides the answers, as an entry of the catalogue keeps it."""

    cost: str = ""
    duration: str = ""
    office: dict[str, str] = field(default_factory=dict)
    picture: dict[str, Any] = field(default_factory=dict)
    evidence: list[dict[str, Any]] = field(default_factory=list)


SHOWN = tuple(one.name for one in fields(Shown))


@transaction.atomic
def tell(
    proposal,
    told: PublicFacts,
    *,
    evidence: Collection[int] = (),
    picture=None,
    alt="",
    drops_picture=False,
    seen=None,
    by,
    at,
):
    """Write down what the public may read, which `evidence` (keys of attachments) it may, and the picture with its
    description; what is published already follows at once. Returns the PublicPage. Raises Refused and Stale.

    A `picture` (a `taking.Taken`) takes the place of the one before.
    """
    proposal = Proposal.objects.locked(proposal.pk)
    page = PublicPage.objects.filter(proposal=proposal).select_related("told_by").first()
    refuse(
        rules.telling_refusal(proposal, is_agreed=page.is_agreed if page else None, office=by)
        or rules.contact_refusal(told, phone=proposal.contact_phone, email=proposal.contact_email)
    )
    if seen is not None:
        stamps.unchanged(seen, stamp(proposal), page)
    own = Attachment.objects.present().filter(proposal=proposal).exclude(section=None)
    chosen = set(evidence)
    refuse(None if chosen <= set(own.values_list("pk", flat=True)) else rules.NO_EVIDENCE)
    turns = beside.turns(page, proposal, by=by)
    own.filter(is_public=True).exclude(pk__in=chosen).update(is_public=False)
    own.filter(pk__in=chosen).update(is_public=True)
    hang(proposal, picture, alt, drops_picture=drops_picture, by=by, at=at)
    values = {one.name: getattr(told, one.name) for one in fields(told)} | {"turns": turns}
    page, _is_new = PublicPage.objects.update_or_create(
        proposal=proposal, defaults={**values, "told_at": at, "told_by": by}
    )
    renew(proposal)
    partner_news.of_entries(CatalogueEntry.objects.filter(proposal=proposal), at=at)
    events.record(
        "proposal.public_page_told", on=proposal, by=by, at=at, is_agreed=told.is_agreed, evidence=len(chosen)
    )
    return page


def hang(proposal, picture, alt, *, drops_picture, by, at):
    """Hang a picture in the place of the one before, take it down, or describe the one that hangs."""
    there = PublicPicture.objects.present().filter(proposal=proposal)
    if picture is None and not drops_picture:
        there.update(alt=alt)
        return
    there.update(removed_at=at)
    if picture:
        small = apart.smaller(picture.clean, picture.kind.key, side=CARD_SIDE)
        PublicPicture.objects.create(
            proposal=proposal,
            alt=alt,
            name=picture.name,
            file=keeping.keep(picture.clean, folder=FOLDER, ending=picture.kind.endings[0]),
            size=len(picture.clean),
            sha256=keeping.digest(picture.clean),
            card=keeping.keep(small, folder=FOLDER, ending=picture.kind.endings[0]),
            card_size=len(small),
            card_sha256=keeping.digest(small),
            added_at=at,
            added_by=by,
        )


def carry(proposal, picture, *, by, at):
    """Hang what hangs at another proposal, with its description."""
    copied = ("alt", "name", "file", "size", "sha256", "card", "card_size", "card_sha256")
    values = {name: getattr(picture, name) for name in copied}
    return PublicPicture.objects.create(proposal=proposal, added_at=at, added_by=by, **values)


@transaction.atomic
def keep_typed(proposal, told: PublicFacts, *, alt="", seen=None, by, at):
    """Keep what is typed so far, at the cost of no event: the words alone. Returns the PublicPage.

    Consent, evidence and the picture itself are given by button. What is published already stays as it is until then:
    nobody outside reads half a sentence. Raises Refused and Stale.
    """
    proposal = Proposal.objects.locked(proposal.pk)
    page = PublicPage.objects.filter(proposal=proposal).select_related("told_by").first()
    stands = page.told if page else PublicFacts()
    refuse(
        rules.telling_refusal(proposal, is_agreed=stands.is_agreed, office=by)
        or rules.contact_refusal(told, phone=proposal.contact_phone, email=proposal.contact_email)
    )
    if seen is not None:
        stamps.unchanged(seen, stamp(proposal), page)
    values = {one.name: getattr(told, one.name) for one in fields(told)} | {"is_agreed": stands.is_agreed}
    values["turns"] = beside.turns(page, proposal, by=by)
    page, _is_new = PublicPage.objects.update_or_create(
        proposal=proposal, defaults={**values, "told_at": at, "told_by": by}
    )
    PublicPicture.objects.present().filter(proposal=proposal).update(alt=alt)
    return page


def renew(proposal):
    """Bring the entry of the catalogue up to date with what its owner lets it show, if there is one."""
    for entry in CatalogueEntry.objects.select_for_update(of=("self",)).filter(proposal=proposal):
        put(entry, shown_of([proposal.pk])[proposal.pk])
        entry.save(update_fields=SHOWN)


def put(entry: CatalogueEntry, shown: Shown) -> None:
    """Copy onto an entry what may be shown besides the answers."""
    for name in SHOWN:
        setattr(entry, name, getattr(shown, name))


def shown_of(proposal_ids: Iterable[int]) -> dict[int, Shown]:
    """What may be shown of each proposal, nothing where its owner did not agree; three queries."""
    found: dict[int, Shown] = defaultdict(Shown)
    agreed = PublicPage.objects.filter(proposal__in=list(proposal_ids), is_agreed=True)
    pages = {page.proposal_id: page for page in agreed}
    described = PublicPicture.objects.present().filter(proposal__in=pages).exclude(alt="")
    pictures = {one.proposal_id: {**named(one.clean), "alt": one.alt, "card": named(one.small)} for one in described}
    evidence = defaultdict(list)
    files = Attachment.objects.present().filter(proposal__in=pages, is_public=True).select_related("section")
    for one in files.order_by("section__position", "pk"):
        evidence[one.proposal_id].append(
            {
                "section": one.section.title,
                "name": one.name,
                "content_type": one.content_type,
                "file": one.clean.name,
                "size": one.clean.size,
                "sha256": one.clean.sha256,
            }
        )
    for pk, page in pages.items():
        found[pk] = Shown(page.cost, page.duration, page.office, pictures.get(pk, {}), evidence[pk])
    return found


def named(copy):
    """A stored copy as an entry of the catalogue speaks of it."""
    return {"file": copy.name, "size": copy.size, "sha256": copy.sha256}


def stamp(proposal):
    """The stamp of what is told the public; three queries."""
    page = PublicPage.objects.filter(proposal=proposal).first()
    files = Attachment.objects.present().filter(proposal=proposal, is_public=True).order_by("pk")
    pictures = PublicPicture.objects.present().filter(proposal=proposal).values_list("sha256", "alt")
    return stamps.fingerprint(
        [
            [getattr(page, one.name) for one in fields(PublicFacts)] if page else [],
            list(files.values_list("pk", flat=True)),
            [list(one) for one in pictures],
        ]
    )


def expected():
    """What the store must hold of pictures, removed ones too."""
    for row in PublicPicture.objects.order_by("pk").iterator():
        yield row.clean
        yield row.small
