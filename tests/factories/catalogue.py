"""Rows for the public catalogue: many submitted proposals at once, and entries of the partial list."""

from datetime import date

from accounts.models import Membership, Role, Unit
from proposals.domain.catalogue.publication import AwardLine
from proposals.models import CatalogueAward, CatalogueEntry, Proposal, Replication
from tests.factories import accounts
from tests.factories.competitions import DURING

FINALIST = AwardLine(30, "finalist", "Top 99", "Nomor 47 Tahun 2026")
WINNER = AwardLine(60, "top", "Top 45", "Nomor 18 Tahun 2026")


def proposals(edition, agencies, **overrides):
    """One submitted proposal, without answers, for each agency in the list, in one statement."""
    by = Membership.objects.filter(role=Role.AGENCY_ADMIN).first() or accounts.membership(Role.AGENCY_ADMIN)
    group = edition.groups.order_by("position").first()
    category = edition.categories.order_by("position").first()
    units = {agency.pk: Unit.objects.get_or_create(agency=agency, name="Dinas Kesehatan")[0] for agency in agencies}
    rows = []
    for agency in agencies:
        number = next(accounts.numbers)
        rows.append(
            Proposal(
                **{
                    "edition": edition,
                    "number": number,
                    "code": f"uji-{number}",
                    "agency": agency,
                    "unit": units[agency.pk],
                    "title": f"Inovasi {number}",
                    "group": group,
                    "category": category,
                    "sdgs": [3],
                    "status": "submitted",
                    "created_at": DURING,
                    "created_by": by,
                    "changed_at": DURING,
                    "submitted_at": DURING,
                    "submitted_by": by,
                    **overrides,
                }
            )
        )
    return Proposal.objects.bulk_create(rows)


def earlier_entry(*, awards=(("finalist", "Top 99"),), **overrides):
    """An entry of the partial list of earlier years."""
    number = next(accounts.numbers)
    entry = CatalogueEntry.objects.create(
        **{
            "slug": f"inovasi-{number}-2018",
            "year": 2018,
            "title": f"Inovasi {number}",
            "agency_name": "Pemerintah Kabupaten Uji",
            "agency_kind": "regency",
            "source_url": "https://contoh.go.id/berita",
            "published_at": DURING,
            **overrides,
        }
    )
    for position, (key, name) in enumerate(awards):
        CatalogueAward.objects.create(entry=entry, position=position, key=key, name=name)
    return entry


def replicated(**overrides):
    """An innovation of earlier years that runs at another agency, certified by the ministry."""
    admin, secretary = accounts.membership(Role.AGENCY_ADMIN), accounts.membership(Role.SECRETARY)
    number = next(accounts.numbers)
    return Replication.objects.create(
        **{
            "entry": earlier_entry(),
            "agency": admin.agency,
            "purpose": "Antrean panjang",
            "asked_at": DURING,
            "asked_by": admin,
            "agreed_at": DURING,
            "agreed_by": secretary,
            "name": "Antre Singkat",
            "running_since": date(2020, 3, 1),
            "implemented_at": DURING,
            "implemented_by": admin,
            "number": f"R{number}",
            "certified_at": DURING,
            "certified_by": secretary,
            **overrides,
        }
    )
