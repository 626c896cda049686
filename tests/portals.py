"""Portals in which there is something to read: for the public, for every role at work, and at every point at once."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import AgencyKind
from competitions.kinds import StageKind
from competitions.models import Edition
from judging import motions as grave
from judging.domain.certificates import rendering
from judging.domain.judges import inviting
from judging.reading import phases, progress
from proposals import motions as on_dossiers
from proposals.domain.catalogue import publication
from proposals.domain.catalogue.publication import AwardLine, EntryLine
from proposals.models import CatalogueEntry, Revision
from tests import carrying, once, scenes
from tests.factories import accounts, catalogue, competitions, crews, proposals

HOUR = timedelta(hours=1)


def published(now):
    """Innovations of an edition run here, of the partial list of the same year and of others, some taken back."""
    edition = competitions.sighted(slug="kipp-2019", name="KIPP 2019", year=2019)
    kinds = [AgencyKind.REGENCY, AgencyKind.REGENCY, AgencyKind.CITY, AgencyKind.MINISTRY, AgencyKind.PROVINCE]
    homes = [accounts.agency(kind) for kind in kinds]
    rows = catalogue.proposals(edition, [*homes, homes[0]])
    rows += catalogue.proposals(
        edition,
        homes[:2],
        category=edition.categories.order_by("-position").first(),
        group=edition.groups.order_by("-position").first(),
        sdgs=[1, 3],
    )
    outstanding = AwardLine(61, "outstanding", "Terpuji Utama")
    lines = [
        EntryLine(
            row, [catalogue.FINALIST, *([catalogue.WINNER] if place % 2 else []), *([outstanding] * (place == 3))]
        )
        for place, row in enumerate(rows)
    ]
    publication.publish_many(lines, at=competitions.CLOSES_AT)
    for year in (2019, 2018, 2018, 2017):
        catalogue.earlier_entry(year=year, province=accounts.a_province(), awards=[("finalist", "Top 99")])
    catalogue.earlier_entry(year=2018, awards=[("finalist", "Top 99"), ("top", "Top 40")], agency_kind="city")
    CatalogueEntry.objects.filter(pk=catalogue.earlier_entry(year=2018).pk).update(ended_at=now, ended_reason="Palsu.")
    return edition


def at_work(cast, crew, now):
    """An edition half way through its desk stage, from which one has left, and two that take proposals."""
    planned = competitions.just_closed(now, slug="kipp-ukur").stages.get(kind=StageKind.DESK)
    middle = planned.opens_at + (planned.closes_at - planned.opens_at) / 2
    then = now - (middle - now)
    made = competitions.just_closed(then, slug="kipp-uji", name="KIPP Uji")
    entries = received(proposals.rows(made, 6))
    desk = carrying.reached(made, StageKind.DESK, crew, at=then, failing=entries[:1])
    given_out = desk.opens_at
    desk = carrying.opened(desk, crew, at=given_out)
    desk = carrying.worked(desk, crew, at=given_out, leave=7)
    left = on_dossiers.disqualify(entries[1], "Datanya dipalsukan.", by=cast.secretary, at=now)
    carrying.settle(left, by=cast.ministry_admin, at=now)
    for slug in ("kipp-satu", "kipp-dua"):
        opens = {"opens_at": now - timedelta(days=9), "closes_at": now + timedelta(days=9)}
        running = competitions.edition(slug=slug, name=slug, **opens)
        proposals.draft(running, by=cast.proposer, at=now)
        proposals.draft(running, by=cast.colleague, at=now)
    return desk


def whole():
    """Both, and beside them editions at every other point of their way, with what waits there; lived through once."""

    def make():
        cast, now = accounts.cast(), timezone.now()
        crew = crews.of(cast)
        published(now)
        at_work(cast, crew, now)
        everywhere(cast, crew, now)
        return scenes.Scene(cast, crew, now)

    return once.laid_out(("portal",), make, good_for=scenes.GOOD_FOR_SECONDS)


def everywhere(cast, crew, now):
    """Editions that are finished, at each kind of stage, at each step of a decision, and only planned."""
    usai = entered("kipp-usai", now - timedelta(days=300))
    for stage in usai.stages.in_order():
        carrying.finished(stage, crew)
    rendering.request_batch(usai.stages.get(kind=StageKind.FINAL), by=cast.ministry_admin, at=now)
    carrying.carried_to(entered("kipp-periksa", now), StageKind.ADMINISTRATIVE, crew, at=now - HOUR)
    hitung = carrying.carried_to(entered("kipp-hitung", now), StageKind.PANEL, crew, at=now - HOUR)
    carrying.closed(hitung, crew, at=now)
    pleno = carrying.carried_to(entered("kipp-pleno", now), StageKind.PANEL, crew, at=now - HOUR)
    carrying.computed(pleno, crew, at=now)
    putus = carrying.carried_to(entered("kipp-putus", now), StageKind.PANEL, crew, at=now - HOUR)
    putus = carrying.computed(putus, crew, at=now)
    grave.propose(putus, "Arahan Menteri.", without_quorum=carrying.UNMET, by=cast.ministry_admin, at=now)
    carrying.carried_to(entered("kipp-tanya", now), StageKind.INTERVIEW, crew, at=now - HOUR)
    carrying.carried_to(entered("kipp-kunjung", now), StageKind.FIELD, crew, at=now - HOUR)
    undang = entered("kipp-undang", now).stages.get(kind=StageKind.DESK)
    inviting.invite(undang, cast.judge.user, reply_by=timezone.localdate(now), by=cast.secretary, at=now)
    proposals.with_agency(Edition.objects.get(slug="kipp-satu"), by=cast.proposer, at=now - 2 * HOUR)
    proposals.submitted(Edition.objects.get(slug="kipp-satu"), by=cast.proposer, at=now - 4 * HOUR)
    competitions.edition(slug="kipp-rencana", name="KIPP Rencana", by=cast.ministry_admin, announced=False)


def entered(slug, at):
    """A small edition whose registration closed shortly before a moment, with its dossiers and their receipts."""
    edition = competitions.just_closed(at, slug=slug, name=slug)
    received(proposals.rows(edition, 4))
    return edition


def received(dossiers):
    """Dossiers with the receipt of each."""
    Revision.objects.bulk_create(
        Revision(proposal=one, number=1, body="{}", sha256="0" * 64, at=one.submitted_at, by=one.submitted_by)
        for one in dossiers
    )
    return dossiers


def stages():
    """A stage of each kind in each phase that there is."""
    found = {}
    for edition in Edition.objects.order_by("pk"):
        for stage, position in phases.of_all(list(progress.counted(edition.stages.all()))):
            found.setdefault((stage.kind, position.phase), stage)
    return list(found.values())
