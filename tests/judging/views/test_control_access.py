"""Who may open which page of the control room, what stays sealed, and what each page costs."""

import csv
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event, Role
from competitions.kinds import StageKind
from judging import stages
from judging.models import Assignment, Choice, Scorecard, Standing
from judging.reporting import standings
from tests import carrying
from tests.factories import accounts, competitions, crews, judging, proposals
from tests.judging.views.conftest import act, at

MINISTRY = ("secretary", "ministry_admin")
OTHERS = ("proposer", "agency_admin", "judge", "panelist")


def tell():
    """One edition in its desk stage (open), another whose finalists are computed, a third being checked."""
    now = timezone.now()
    before = now - timedelta(hours=3)
    cast = accounts.cast()
    crew = crews.of(cast)
    made = {}
    for name, kind in (("desk", StageKind.DESK), ("panel", StageKind.PANEL), ("check", StageKind.ADMINISTRATIVE)):
        edition = competitions.just_closed(now, slug=f"edisi-{name}")
        proposals.rows(edition, 6)
        made[name] = carrying.carried_to(edition, kind, crew, at=before)
    made["desk"] = carrying.worked(made["desk"], crew, at=before, leave=1)
    made["check"] = carrying.worked(made["check"], crew, at=before, leave=3)
    made["panel"] = carrying.computed(made["panel"], crew, at=before)
    return {"cast": cast, **made}


def pages(told):
    """Every page that the ministry reads, by a short name."""
    desk, panel, check = told["desk"], told["panel"], told["check"]
    nominee = panel.decision.choices.order_by("pk").first().proposal.code
    waiting = check.entrants.order_by("-proposal__number").first().proposal.code
    decided = check.entrants.order_by("proposal__number").first().proposal.code
    slug = desk.edition.slug
    return {
        "room": reverse("control_room"),
        "edition": reverse("control_room_edition", args=[slug]),
        "registration": reverse("control_room_registration", args=[slug]),
        "edition history": reverse("control_room_history", args=[slug]),
        "stage": at("stage", desk),
        "entrants": at("entrants", desk),
        "panel": at("panel", desk),
        "checks": reverse("judging:administration", args=[check.pk]),
        "verdict": reverse("judging:verdict", args=[check.pk, waiting]),
        "decided": reverse("judging:verdict", args=[check.pk, decided]),
        "correction": reverse("judging:correction", args=[check.pk, decided]),
        "results": at("results", panel),
        "results csv": at("results", panel) + "?bentuk=csv",
        "marks": at("marks", panel),
        "decision": at("deliberation", panel),
        "choice": at("choice", panel, code=nominee),
    }


def test_the_ministry_reads_every_page(told, enter):
    for role in MINISTRY:
        client = enter(getattr(told["cast"], role))
        for name, address in pages(told).items():
            assert client.get(address).status_code == 200, (role, name)


def test_nobody_else_reads_any(told, enter, client):
    addresses = {**pages(told), "history": reverse("history"), "close": act(told["desk"], "penutupan")}
    for role in OTHERS:
        signed_in = enter(getattr(told["cast"], role))
        for name, address in addresses.items():
            assert signed_in.get(address).status_code == 403, (role, name)
    client.logout()
    for name, address in addresses.items():
        assert client.get(address).status_code == 302, name


def test_only_an_admin_reads_the_whole_trail(told, enter):
    assert enter(told["cast"].secretary).get(reverse("history")).status_code == 403
    assert enter(told["cast"].ministry_admin).get(reverse("history")).status_code == 200


def test_reading_writes_no_event(told, enter):
    client = enter(told["cast"].ministry_admin)
    before = Event.objects.count()
    for address in pages(told).values():
        client.get(address)
    for noun in ("penutupan", "perpanjangan", "pembagian", "pembukaan", "pelewatan"):
        client.get(act(told["desk"], noun))
    assert Event.objects.count() == before


@pytest.mark.parametrize("role", MINISTRY)
def test_an_open_stage_shows_no_mean_and_no_rank_anywhere(told, enter, role):
    desk = told["desk"]
    client = enter(getattr(told["cast"], role))
    for name in ("results", "marks", "deliberation"):
        response = client.get(at(name, desk))
        assert response.status_code == 403
        assert "peringkat" not in response.content.decode().lower()
    assert "Hasil tersegel sampai tahap ini ditutup" in client.get(at("results", desk)).content.decode()
    totals = {
        f"{total:.2f}".replace(".", ",")
        for total in Scorecard.objects.filter(assignment__stage=desk).values_list("total", flat=True)
        if total
    }
    assert totals
    open_pages = [
        reverse("home"),
        reverse("control_room_edition", args=[desk.edition.slug]),
        reverse("control_room_history", args=[desk.edition.slug]),
        at("stage", desk),
        at("entrants", desk),
        at("panel", desk),
    ]
    for address in open_pages:
        page = client.get(address).content.decode()
        assert "Peringkat" not in page
        assert "ata-rata" not in page
        assert not [total for total in totals if total in page], address


def test_results_stand_side_by_side_with_their_proof(told, enter):
    panel = told["panel"]
    page = enter(told["cast"].secretary).get(at("results", panel)).content.decode()
    for words in ("Rata-rata mentah", "Penentu urutan", "Saran sistem", panel.snapshot.sha256):
        assert words in page
    assert panel.snapshot.computation.result_sha256 in page
    assert panel.snapshot.computation.code_version in page


def csv_of(client, name, stage):
    return client.get(at(name, stage) + "?bentuk=csv").getvalue().decode()


def lines_of(client, name, stage):
    return list(csv.DictReader(csv_of(client, name, stage).lstrip("\ufeff").splitlines(), delimiter=";"))


def test_the_csv_runs_no_formula(told, enter):
    panel = told["panel"]
    proposal = panel.decision.choices.first().proposal
    type(proposal).objects.filter(pk=proposal.pk).update(title="=HYPERLINK(1)")
    table = csv_of(enter(told["cast"].secretary), "results", panel)
    assert "'=HYPERLINK(1)" in table
    assert table.startswith("\ufeffPeringkat;Usulan;Nomor;")


def test_the_csv_speaks_as_the_page_does_and_writes_decimal_commas(told, enter):
    panel = told["panel"]
    lines = lines_of(enter(told["cast"].secretary), "results", panel)
    assert {line["Penentu urutan"] for line in lines} >= {"peringkat pertama", "nilai"}
    assert not {"first", "score", "lot"} & {line["Penentu urutan"] for line in lines}
    assert all(re.fullmatch(r"\d+,\d\d", line["Nilai"]) for line in lines)


@pytest.mark.parametrize(
    ("decided_by", "words"),
    [
        ("", ""),
        ("first", "peringkat pertama"),
        ("score", "nilai"),
        ("tie_breaker_1", "satu"),
        ("tie_breaker_3", "tiga"),
        ("lot", "undian"),
    ],
)
def test_what_separates_two_rows_is_said_in_words(decided_by, words):
    order = standings.TieOrder(("nilai", "satu", "dua", "tiga", "undian"), "1234", "peringkat pertama")
    assert order.separating(decided_by) == words


def test_the_standings_carry_the_columns_of_their_kind_on_page_and_in_the_file(told, enter):
    for stage in told["panel"].edition.stages.filter(kind__in=[StageKind.DESK, StageKind.PANEL]).in_order():
        secretary = enter(told["cast"].secretary)
        (column,) = stages.of(stage).COLUMNS
        assert str(column.heading) in secretary.get(at("results", stage)).content.decode()
        readers = {line["Nomor"]: int(line[str(column.heading)]) for line in lines_of(secretary, "results", stage)}
        held = Assignment.objects.filter(stage=stage).standing()
        assert readers == {code: held.filter(proposal__code=code).count() for code in readers}
        assert all(readers.values())


@pytest.mark.parametrize("is_example", [True, False], ids=["example", "real"])
def test_the_results_of_an_example_say_so_on_page_and_in_every_line(told, enter, is_example):
    panel = told["panel"]
    type(panel.edition).objects.filter(pk=panel.edition_id).update(is_example=is_example)
    secretary = enter(told["cast"].secretary)
    answer = secretary.get(at("results", panel) + "?bentuk=csv")
    lines = lines_of(secretary, "results", panel)
    assert len(lines) > 1
    assert {line["Keterangan"] for line in lines} == {"contoh, bukan hasil sebenarnya" if is_example else ""}
    assert ('filename="contoh-hasil-' in answer.headers["Content-Disposition"]) == is_example
    assert ("dikarang untuk peragaan" in secretary.get(at("results", panel)).content.decode()) == is_example


COSTS = {
    "room": 7,
    "edition": 6,
    "registration": 8,
    "edition history": 12,
    "stage": 8,
    "entrants": 9,
    "panel": 7,
    "checks": 10,
    "verdict": 12,
    "decided": 12,
    "correction": 12,
    "results": 10,
    "results csv": 7,
    "marks": 8,
    "decision": 12,
    "choice": 9,
}


@pytest.mark.parametrize("grown", [False, True])
@pytest.mark.parametrize("name", COSTS)
def test_a_page_costs_the_same_at_any_size(told, enter, django_assert_num_queries, name, grown):
    if grown:
        grow(told)
    client = enter(told["cast"].ministry_admin)
    address = pages(told)[name]
    with django_assert_num_queries(COSTS[name]):
        assert client.get(address).status_code == 200


def grow(told):
    """Sixty entrants more in the two open stages, with work for new judges, and thirty more choices."""
    for name in ("desk", "check"):
        stage = told[name]
        added = proposals.rows(stage.edition, 60, agencies=6)
        judging.enter(stage, added)
    entered = [entrant.proposal for entrant in told["desk"].entrants.select_related("proposal")]
    for _ in range(5):
        judging.assigned(told["desk"], accounts.membership(Role.EVALUATOR), entered)
    choose(told["panel"], proposals.rows(told["panel"].edition, 30, agencies=4))


def choose(stage, added):
    Standing.objects.bulk_create(
        Standing(stage=stage, proposal=one, rank=rank, score=50, goes_on=False)
        for rank, one in enumerate(added, start=100)
    )
    Choice.objects.bulk_create(
        Choice(decision=stage.decision, proposal=one, proposed_by_machine=False, goes_on=False) for one in added
    )
