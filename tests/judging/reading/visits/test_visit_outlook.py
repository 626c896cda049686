"""Whether the visits a plan leads to can be made is said while it is planned, from what may be expected."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Agency, AgencyKind, RegionKind, Role
from competitions.domain import planning
from competitions.domain.parts import PARTS
from competitions.reading import outlook
from judging.models import PanelMember
from tests.competitions.views.planning.pages import at as address
from tests.competitions.views.planning.pages import enter
from tests.factories import accounts, competitions, proposals
from tests.factories.competitions import PLANNED_AT
from tests.pages import markup

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
PROVINCES = ("11", "12", "13", "14", "15")


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def draft(admin):
    """Last year's proposals came from five provinces; this year's finalists are ten, visited on sixteen days."""
    last = competitions.edition(by=admin, slug="kipp-2025", name="KIPP 2025")
    proposals.rows(last, 10, agencies=len(PROVINCES))
    settle(last)
    dates = {"opens_at": last.opens_at + 365 * A_DAY, "closes_at": last.closes_at + 365 * A_DAY}
    return competitions.small(by=admin, slug="kipp-2026", places=(20, 10, 5), announced=False, **dates)


def settle(edition):
    """Each agency of the edition's proposals lies in a province of its own."""
    agencies = Agency.objects.filter(proposals__edition=edition).distinct().order_by("pk")
    for agency, code in zip(agencies, PROVINCES, strict=True):
        Agency.objects.filter(pk=agency.pk).update(region=accounts.region(RegionKind.PROVINCE, code=code))


def said(edition):
    """What is expected of its visits: (sentence, whether it would not work)."""
    (one,) = outlook.outlooks(edition, planning.plan_of(edition), at=PLANNED_AT)
    assert one.stage == "field"
    return one.sentence, one.is_short


def visited(edition, *, by, lasts, **settings):
    """Other days or settings for the visits of an edition."""
    stages = tuple(
        replace(stage, settings={**stage.settings, **settings}, lasts=lasts) if stage.key == "field" else stage
        for stage in PARTS["stages"].read(planning.plan_of(edition))
    )
    planning.alter(edition, "stages", stages, by=by, at=PLANNED_AT)


def judges(number):
    """So many evaluators and as many panelists."""
    return [accounts.membership(role) for _ in range(number) for role in (Role.EVALUATOR, Role.PANELIST)]


def seat(edition, offices):
    stage = edition.stages.get(key="field")
    for place, office in enumerate(offices, start=stage.panel.count()):
        PanelMember.objects.create(stage=stage, judge=office.user, code=f"J{place}", seated_at=PLANNED_AT)


def test_as_long_as_nobody_is_seated_it_is_softly_said_and_counted_with_all_who_judge(draft, admin):
    judges(2)
    # Two in each province are a day of a pair: five days of sixteen.
    sentence, is_short = said(draft)
    assert is_short is False
    assert sentence == (
        "Perkiraan untuk Verifikasi lapangan: sekitar 10 kunjungan di 5 daerah dalam 16 hari kerja perlu sedikitnya 1 "
        "pasangan verifikator. Belum ada yang ditetapkan."
    )
    # One visit a day, from Wednesday to Friday.
    visited(draft, by=admin, lasts=2 * A_DAY, visits_each=1)
    sentence, is_short = said(draft)
    assert is_short is True
    assert sentence == (
        "Verifikasi lapangan mungkin tidak muat: sekitar 10 kunjungan di 5 daerah dalam 3 hari kerja perlu sedikitnya "
        "4 pasangan verifikator. Belum ada yang ditetapkan, dan semua penilai yang menjabat hanya cukup untuk 2."
    )


def test_with_verifiers_seated_they_alone_count_and_each_pair_has_one_of_both_roles(draft, admin):
    offices = judges(5)
    visited(draft, by=admin, lasts=2 * A_DAY, visits_each=1)
    assert said(draft)[1] is False
    seat(draft, offices[:6])
    sentence, is_short = said(draft)
    assert is_short is True
    assert sentence == (
        "Verifikasi lapangan diperkirakan tidak muat: sekitar 10 kunjungan di 5 daerah dalam 3 hari kerja perlu 4 "
        "pasangan verifikator, padahal yang ditetapkan cukup untuk 3. Tambah verifikator, hari, atau kunjungan sehari."
    )
    seat(draft, [accounts.membership(Role.EVALUATOR) for _ in range(3)])
    assert said(draft)[1] is True
    seat(draft, offices[7:8])
    sentence, is_short = said(draft)
    assert not is_short
    assert sentence.endswith("perlu 4 pasangan verifikator; yang ditetapkan cukup untuk 4.")


def test_without_places_before_everybody_may_come_and_days_can_be_too_few_for_any_number(draft, admin):
    judges(2)
    for part in ("places", "composition", "awards"):
        empty = {key: {} if part == "places" else () for key in PARTS[part].read(planning.plan_of(draft))}
        planning.alter(draft, part, empty, by=admin, at=PLANNED_AT)
    assert "sekitar 10 kunjungan" in said(draft)[0]
    visited(draft, by=admin, lasts=2 * A_DAY, visits_a_day=3)
    sentence, is_short = said(draft)
    assert is_short is True
    assert sentence == (
        "Verifikasi lapangan diperkirakan tidak muat: sekitar 10 kunjungan, padahal 3 hari kerja hanya memuat 9. "
        "Tambah hari atau kunjungan sehari."
    )


def test_too_few_days_for_the_places_before_are_said_once(draft, admin):
    visited(draft, by=admin, lasts=2 * A_DAY, visits_a_day=3)
    plan = planning.plan_of(draft)
    assert outlook.outlooks(draft, plan, at=PLANNED_AT) == []
    page = markup(enter(admin).get(reverse("competitions:plan", args=[draft.slug])))
    assert "hanya muat 9 dari 10 peserta" in page


def test_before_the_first_edition_the_register_of_agencies_says_where_they_may_come_from(admin):
    for code in PROVINCES:
        accounts.agency(AgencyKind.PROVINCE, region=accounts.region(RegionKind.PROVINCE, code=code))
    edition = competitions.small(by=admin, places=(20, 10, 5), announced=False)
    assert "sekitar 10 kunjungan di 5 daerah" in said(edition)[0]


def test_it_is_said_on_the_stage_among_the_stages_and_on_the_list_of_work_while_nobody_has_opened_it(draft, admin):
    client = enter(admin)
    judges(2)
    pages = {
        "stage": address(draft, "tahap", "field"),
        "stages": address(draft, "tahap"),
        "list": reverse("competitions:plan", args=[draft.slug]),
    }

    def told():
        return {name for name, page in pages.items() if "10 kunjungan di 5 daerah" in markup(client.get(page))}

    # What fits is said where it is planned, and troubles nobody elsewhere.
    assert told() == {"stage"}
    visited(draft, by=admin, lasts=2 * A_DAY, visits_each=1)
    assert told() == set(pages)
    for other in (address(draft, "tahap", "desk"), address(draft, "kuota")):
        assert "kunjungan di" not in markup(client.get(other))
    draft.stages.filter(key="field").update(opened_at=PLANNED_AT, opened_by=admin)
    assert told() == set()
