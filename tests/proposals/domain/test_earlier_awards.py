"""Earlier awards: offered by a like title of the same agency, answered by the writer, read by the rule of the group."""

import pytest
from django.urls import reverse

from accounts.models import Event
from accounts.rules import Refused, Stale
from proposals.domain import contents, eligibility
from proposals.domain.catalogue import candidates, earlier_awards
from proposals.models import CatalogueEntry, EarlierAward, OtherProgramme, Proposal, WinnerList
from tests.factories import catalogue, proposals
from tests.factories.competitions import DURING
from tests.pages import hidden, text_of, visit

pytestmark = pytest.mark.django_db
TOP = (("top", "Top 45"),)
DENIED = "Instansi menjawab bahwa ini bukan “Sistem Antrean Digital Puskesmas” (2018); judulnya "
OURS, WORD_CHANGED = "Sistem Antrean Digital Puskesmas", "Sistim Antrian Digital Puskesmas"


def entry(office, title=OURS, **overrides):
    agency = office.agency
    return catalogue.earlier_entry(
        **{"title": title, "agency": agency, "agency_name": agency.name, "awards": TOP} | overrides
    )


def group_rule(edition, proposal):
    """What the rule of the group finds at the examination of all."""
    checks = {check.pk: check.code for check in edition.entry_checks.all()}
    return next(result for pk, result in eligibility.examine(edition)[proposal.pk].items() if checks[pk] == "A06")


def test_a_title_of_one_other_word_is_offered_with_its_likeness_as_the_database_counts_it(cast, edition):
    known = entry(cast.proposer)
    draft = proposals.draft(edition, by=cast.proposer, title=WORD_CHANGED)
    [one] = candidates.of(draft)
    assert (one.entry, one.is_own, one.is_same, one.percent) == (known.pk, None, False, 69)
    assert one.likeness == pytest.approx(0.692308, abs=1e-6)


@pytest.mark.parametrize(
    ("overrides", "is_offered"),
    [
        ({}, True),
        ({"agency": None}, True),
        ({"agency": None, "agency_name": "Instansi lain"}, False),
        ({"awards": (("finalist", "Top 99"),)}, False),
        ({"ended_at": DURING, "ended_reason": "Datanya dipalsukan."}, False),
        ({"is_example": True}, False),
        ({"title": "Perpustakaan Keliling Desa"}, False),
    ],
)
def test_who_is_offered(cast, edition, overrides, is_offered):
    entry(cast.proposer, **overrides)
    draft = proposals.draft(edition, by=cast.proposer, title=WORD_CHANGED)
    assert bool(candidates.of(draft)) == is_offered


@pytest.mark.parametrize(
    ("counts_as_top", "honour", "is_offered"),
    [
        (True, "Terinovatif", True),
        (True, "Kurang Inovatif", True),
        (True, "", False),
        (False, "Terinovatif", False),
        (False, "", False),
    ],
)
def test_what_another_programme_honoured_counts_where_it_is_to_under_whatever_name(
    cast, edition, counts_as_top, honour, is_offered
):
    programme = OtherProgramme.objects.create(name="IGA", counts_as_top=counts_as_top)
    listed = WinnerList.objects.create(
        name="iga.xlsx", programme=programme, reason="Surat", sent_by=cast.secretary, sent_at=DURING
    )
    entry(cast.proposer, awards=(), programme=programme, winner_list=listed, honour=honour)
    draft = proposals.draft(edition, by=cast.proposer, title=WORD_CHANGED)
    assert bool(candidates.of(draft)) == is_offered


@pytest.mark.parametrize(
    ("title", "said", "is_met", "detail"),
    [
        (OURS.upper(), None, False, "sudah memperoleh penghargaan utama"),
        (OURS, True, False, "sudah memperoleh penghargaan utama"),
        (
            OURS,
            False,
            True,
            DENIED + "100%",
        ),
        (WORD_CHANGED, None, True, "Belum dijawab apakah ini “Sistem Antrean Digital Puskesmas” (2018); judulnya 69%"),
        (WORD_CHANGED, True, False, "sudah memperoleh penghargaan utama"),
        (
            WORD_CHANGED,
            False,
            True,
            DENIED + "69%",
        ),
        ("Perpustakaan Keliling Desa", None, True, ""),
    ],
)
def test_what_the_rule_makes_of_an_answer(cast, edition, title, said, is_met, detail):
    known = entry(cast.proposer)
    draft = proposals.filled(edition, by=cast.proposer, title=title)
    if said is not None:
        earlier_awards.answer(draft, {known.pk: said}, by=cast.proposer, at=DURING)
    case = eligibility.draft_case(draft, None, contents.content_of(draft))
    alone = eligibility.group_rules(case)
    Proposal.objects.filter(pk=draft.pk).update(status="submitted", submitted_at=DURING, submitted_by=cast.agency_admin)
    among_all = group_rule(edition, draft)
    assert (alone.is_met, among_all.is_met) == (is_met, is_met)
    assert alone.detail == among_all.detail
    assert detail in alone.detail
    assert bool(alone.detail) == bool(detail)


def test_a_title_changed_after_the_answer_does_not_undo_it(cast, edition):
    known = entry(cast.proposer)
    draft = proposals.filled(edition, by=cast.proposer, title=WORD_CHANGED)
    earlier_awards.answer(draft, {known.pk: True}, by=cast.proposer, at=DURING)
    Proposal.objects.filter(pk=draft.pk).update(title="Loket Cepat")
    [one] = candidates.of(draft)
    assert one.holds


def test_an_answer_is_one_event_and_the_same_answer_none(cast, edition):
    known = entry(cast.proposer)
    draft = proposals.draft(edition, by=cast.proposer, title=WORD_CHANGED)
    for is_own in (False, False, True):
        earlier_awards.answer(draft, {known.pk: is_own}, by=cast.proposer, at=DURING)
    told = Event.objects.filter(name="proposal.earlier_awards_answered").order_by("pk")
    said = [one.particulars["answers"] for one in told]
    assert said == [[{"entry": known.pk, "title": OURS, "is_own": is_own, "likeness": 69}] for is_own in (False, True)]
    row = EarlierAward.objects.get()
    assert (row.is_own, row.likeness, row.title_then) == (True, 69, WORD_CHANGED)


def test_who_saw_an_older_answer_overturns_nothing(cast, edition):
    known = entry(cast.proposer)
    draft = proposals.draft(edition, by=cast.proposer, title=WORD_CHANGED)
    shown = earlier_awards.stamp(candidates.of(draft))
    earlier_awards.answer(draft, {known.pk: True}, seen=shown, by=cast.colleague, at=DURING)
    with pytest.raises(Stale):
        earlier_awards.answer(draft, {known.pk: False}, seen=shown, by=cast.proposer, at=DURING)
    assert EarlierAward.objects.get().is_own
    now = earlier_awards.stamp(candidates.of(draft))
    earlier_awards.answer(draft, {known.pk: False}, seen=now, by=cast.proposer, at=DURING)
    assert not EarlierAward.objects.get().is_own


def test_nothing_is_answered_of_what_is_not_offered_nor_by_others(cast, edition):
    known = entry(cast.proposer)
    draft = proposals.draft(edition, by=cast.proposer, title="Perpustakaan Keliling Desa")
    for by in (cast.proposer, cast.stranger):
        with pytest.raises(Refused):
            earlier_awards.answer(draft, {known.pk: True}, by=by, at=DURING)
    assert not EarlierAward.objects.exists()


@pytest.fixture
def page(client, cast, edition, time_machine):
    """A draft that is asked of two innovations, and a way to open its page and to send it."""
    time_machine.move_to(DURING, tick=False)
    entry(cast.proposer)
    entry(cast.proposer, title=WORD_CHANGED + " Desa")
    draft = proposals.filled(edition, by=cast.proposer, title=WORD_CHANGED)
    address = reverse("proposals:earlier_awards", args=[draft.code])

    def send(**values):
        return visit(client, cast.proposer, address, hidden(visit(client, cast.proposer, address)) | values)

    return draft, send


def test_the_task_list_leads_to_the_question_until_it_is_answered(client, cast, page):
    draft, send = page
    tasks = reverse("proposals:show", args=[draft.code])
    assert "Penghargaan terdahulu" in text_of(visit(client, cast.proposer, tasks))
    first, second = (one.entry for one in candidates.of(draft))
    halfway = send(**{f"inovasi-{first}": "bukan"})
    assert "Pilih jawabannya" in text_of(halfway)
    assert [one.is_own for one in candidates.of(draft)] == [False, None]
    # Whoever answers the other one on the page that came back is overtaken by nobody.
    assert hidden(halfway)["versi"] == earlier_awards.stamp(candidates.of(draft))
    assert send(**{f"inovasi-{first}": "bukan", f"inovasi-{second}": "ya"}).status_code == 302
    assert [one.is_own for one in candidates.of(draft)] == [False, True]
    assert "sudah memperoleh penghargaan utama" in text_of(visit(client, cast.proposer, tasks))


def test_nothing_is_chosen_beforehand(client, cast, page):
    draft, _send = page
    shown = visit(client, cast.proposer, reverse("proposals:earlier_awards", args=[draft.code]))
    assert "69% mirip" in text_of(shown)
    assert " checked" not in shown.content.decode()


def test_a_draft_that_resembles_none_has_no_such_page(client, cast, edition, page):
    CatalogueEntry.objects.update(title="Perpustakaan Keliling Desa")
    draft, _send = page
    shown = visit(client, cast.proposer, reverse("proposals:earlier_awards", args=[draft.code]))
    assert shown.status_code == 403
    assert "Penghargaan terdahulu" not in text_of(
        visit(client, cast.proposer, reverse("proposals:show", args=[draft.code]))
    )
