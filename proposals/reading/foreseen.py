"""The public page of a proposal as it would be with an award, for those who write it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from proposals.domain.catalogue import publication
from proposals.models import CatalogueEntry, Goal, Proposal, PublicPage
from proposals.reading.public.shown import ShownFile, ShownPicture


@dataclass(frozen=True)
class PageForeseen:
    """The public page as it would be: the entry, its picture and files at the addresses of those whose it is."""

    entry: CatalogueEntry
    picture: ShownPicture | None
    files: tuple[ShownFile, ...]
    facts: tuple[dict[str, str], ...]
    # Whether its owner agreed to what is told besides; None while nobody has said.
    is_agreed: bool | None


def of(proposal: Proposal, *, at: datetime) -> PageForeseen:
    """The public page of a proposal as it would be with an award; seven queries."""
    entry = publication.foreseen(proposal, at=at)
    own = {one.clean_sha256: one.pk for one in proposal.attachments.filter(removed_at=None, is_public=True)}
    code = proposal.code
    return PageForeseen(
        entry,
        ShownPicture(reverse("proposals:public_picture", args=[code]), entry.picture["alt"]) if entry.picture else None,
        tuple(
            ShownFile(
                one["section"],
                one["name"],
                reverse("proposals:attachment", args=[code, own[one["sha256"]]]),
                one["size"],
            )
            for one in entry.evidence
        ),
        tuple(facts(entry)),
        PublicPage.objects.filter(proposal=proposal).values_list("is_agreed", flat=True).first(),
    )


def facts(entry):
    """What stands beside the answers, as rows; what is not there is left out."""
    goals = "; ".join(f"{number}. {Goal(number).label}" for number in entry.sdgs)
    rows = (
        (_("Judul inovasi"), entry.title),
        (_("Instansi"), entry.agency_name),
        (_("Unit"), entry.unit_name),
        (_("Kelompok"), entry.group_name),
        (_("Kategori"), entry.category_name),
        (_("Tujuan pembangunan berkelanjutan"), goals),
        (_("Biaya"), entry.cost),
        (_("Lama menyiapkan"), entry.duration),
    )
    for label, value in rows:
        if value:
            yield {"label": label, "value": value}
