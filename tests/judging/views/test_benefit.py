"""Citizens rate innovations by the public pages; what came together is decided on by two."""

import re
from datetime import timedelta

import pytest
from django.core.signing import get_cookie_signer
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from accounts.domain.entrance import visitors
from accounts.models import Event, Motion, Visitor
from accounts.pages.visitors import COOKIE, SALT
from accounts.rules import Refused
from competitions.kinds import StageKind
from judging import rules
from judging.circle import closing
from judging.domain import rating
from judging.models import BatchDecision, Rating, Snapshot
from judging.motions import decide_held
from judging.reporting import ratings
from tests import carrying, once
from tests.announcing import wait_out
from tests.factories.accounts import fresh
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest():
    """(crew, stage): the benefit stage of a small edition of 2025, open; lived through once a run."""
    return once.laid_out("a benefit stage", live_to_the_benefit)


def live_to_the_benefit():
    crew, edition, _dossiers = carrying.begun(
        6, "benefit_2025", evaluators=3, panelists=2, places=(None, 2, 1), rules=()
    )
    desk = carrying.carried_to(edition, StageKind.DESK, crew)
    for entrant in desk.entrants.order_by("pk"):
        for assignment in entrant.proposal.assignments.filter(stage=desk):
            carrying.mark(assignment, crew, points=100)
    carrying.published(carrying.decided(carrying.computed(carrying.fresh(desk), crew), crew), crew)
    stage = carrying.opened(edition.stages.get(kind=StageKind.BENEFIT), crew)
    return crew, stage


@pytest.fixture
def during(contest, time_machine):
    """The clock stands an hour into the window."""
    time_machine.move_to(contest[1].opens_at + timedelta(hours=1))


@pytest.fixture
def citizen(client):
    """A browser taken for a confirmed visitor."""
    visitor = visitors.confirm("Nia.Sari@contoh.id", at=timezone.now())
    return as_visitor(client, visitor)


def as_visitor(client, visitor):
    client.cookies[COOKIE] = get_cookie_signer(salt=COOKIE + SALT).sign(str(visitor.pk))
    return client


def page_of(stage, number=0):
    proposal = stage.entrants.order_by("pk")[number].proposal
    return reverse("judging:candidate", args=[stage.edition.slug, stage.position, proposal.code])


def answers(points=75):
    return {f"nilai-{key}": str(points) for key in ("manfaat", "kemudahan", "harapan")}


def flood(stage, number, *, network="", domain="", points=100, at, name="r", every=1, entrant=0):
    """So many visitors from one network or of one domain rate an innovation, the first, a second apart."""
    proposal = stage.entrants.order_by("pk")[entrant].proposal
    people = Visitor.objects.bulk_create(
        Visitor(
            address=f"{name}{one}@{domain or f'{name}{one}.id'}",
            mailbox=f"{name}{one}@{domain or f'{name}{one}.id'}",
            first_at=at,
            confirmed_at=at,
        )
        for one in range(number)
    )
    Rating.objects.bulk_create(
        Rating(
            stage=stage,
            proposal=proposal,
            visitor=person,
            points={},
            total=points,
            rated_at=at + timedelta(seconds=one * every % 3000),
            network=network or f"198.51.{one % 250}.0/24",
            domain=domain or f"{name}{one}.id",
        )
        for one, person in enumerate(people)
    )


@pytest.mark.usefixtures("during")
def test_a_stranger_is_asked_for_an_address_and_a_visitor_rates_once_and_may_change(contest, client):
    _crew, stage = contest
    here = page_of(stage)
    page = text_of(client.get(here))
    assert "Kirim tautan" in page
    assert "Simpan penilaian" not in page
    assert "Konfirmasi alamat surel Anda dahulu." in text_of(client.post(here, answers()))
    as_visitor(client, visitors.confirm("nia@contoh.id", at=timezone.now()))
    assert "Penilaian Anda disimpan" in text_of(client.post(here, answers(75), follow=True))
    first = Rating.objects.get()
    assert (first.total, first.domain) == (75, "contoh.id")
    client.post(here, answers(25))
    assert Rating.objects.get().total == 25
    assert "1 penilaian dihitung." in text_of(client.get(here))
    names = list(Event.objects.filter(name__startswith="rating.").order_by("number").values_list("name", flat=True))
    assert names == ["rating.given", "rating.changed"]


@pytest.mark.usefixtures("during")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Pilih jawaban untuk Seberapa bermanfaat inovasi ini?"),
        (answers(33), "Pilih salah satu jawaban untuk Seberapa bermanfaat inovasi ini?"),
    ],
)
def test_what_is_missing_or_no_level_is_said(contest, citizen, data, said):
    assert said in text_of(citizen.post(page_of(contest[1]), data))
    assert not Rating.objects.exists()


def test_outside_the_window_nobody_rates(contest, citizen, time_machine):
    _crew, stage = contest
    time_machine.move_to(stage.closes_at)
    page = text_of(citizen.post(page_of(stage), answers()))
    assert "Penilaian oleh masyarakat tidak sedang dibuka." in page
    assert not Rating.objects.exists()


@pytest.mark.usefixtures("during")
def test_a_forged_cookie_is_nobody(contest, client):
    visitors.confirm("nia@contoh.id", at=timezone.now())
    client.cookies[COOKIE] = f"{Visitor.objects.get().pk}:abc:def"
    client.post(page_of(contest[1]), answers())
    assert not Rating.objects.exists()


@pytest.mark.usefixtures("during")
def test_the_list_shows_every_innovation_and_costs_the_same_for_many(contest, client, django_assert_max_num_queries):
    _crew, stage = contest
    address = reverse("judging:benefit", args=[stage.edition.slug, stage.position])
    with django_assert_max_num_queries(10):
        page = text_of(client.get(address))
    assert all(one.proposal.title in page for one in stage.entrants.select_related("proposal"))
    with django_assert_max_num_queries(20):
        client.get(page_of(stage))


def test_a_stage_that_is_not_open_or_not_public_has_no_page(contest, client):
    _crew, stage = contest
    desk = stage.edition.stages.get(kind=StageKind.DESK)
    for position in (desk.position, stage.position + 1, 99):
        address = reverse("judging:benefit", args=[stage.edition.slug, position])
        assert client.get(address).status_code == 404


@pytest.mark.journey
def test_ten_thousand_ratings_from_one_network_are_held_counted_and_decided_by_two(contest, client):
    crew, stage = contest
    at = stage.opens_at + timedelta(hours=2)
    flood(stage, 10_000, network="203.0.113.0/24", at=at)
    page = text_of(client.get(reverse("judging:benefit", args=[stage.edition.slug, stage.position])))
    assert "0 penilaian dihitung." in page
    assert "10.000 penilaian ditahan" in page
    with pytest.raises(Refused) as refused:
        closing.close_stage(stage, by=crew.admin, at=at)
    assert refused.value.sentences == ("1 kiriman penilaian tertahan belum diputuskan.",)
    (batch,) = rating.held_in(stage).batches
    motion = decide_held(stage, [batch.key], "Satu jaringan, satu jam.", is_let_in=False, by=crew.admin, at=at)
    with pytest.raises(Refused):
        carrying.settle(motion, by=crew.admin, at=at)
    carrying.settle(motion, by=crew.second_admin, at=at)
    decided = BatchDecision.objects.get()
    assert (decided.number, decided.is_let_in, decided.reason) == (10_000, False, "Satu jaringan, satu jam.")
    stage = carrying.computed(stage, crew, at=at)
    # The snapshot tells sources apart and names none.
    assert "203.0.113" not in Snapshot.objects.get(stage=stage).body
    standing = stage.standings.order_by("pk")
    assert {one.particulars["n"] for one in standing} == {0}
    assert sum(one.particulars["held"] for one in standing) == 10_000
    carrying.published(carrying.decided(stage, crew, at=at), crew, at=at)
    assert not Rating.objects.exclude(network="", domain="").exists()


def test_what_is_let_in_counts_and_what_grew_meanwhile_is_asked_again(contest):
    crew, stage = contest
    at = stage.opens_at + timedelta(hours=2)
    flood(stage, 150, network="203.0.113.0/24", at=at)
    (batch,) = rating.held_in(stage).batches
    motion = decide_held(stage, [batch.key], "Satu sekolah.", is_let_in=True, by=crew.admin, at=at)
    carrying.settle(motion, by=crew.second_admin, at=at)
    assert rating.held_in(stage).out == frozenset()
    late = Rating.objects.order_by("-rated_at").first()
    Rating.objects.filter(pk=late.pk).update(rated_at=late.rated_at + timedelta(seconds=5))
    found = rating.held_in(stage)
    assert len(found.out) == 150
    assert len(found.undecided) == 1
    with pytest.raises(Refused) as refused:
        decide_held(stage, [batch.key], "Lagi.", is_let_in=True, by=crew.admin, at=at)
    assert refused.value.refusal is rules.BATCH_GONE


def test_the_ministry_reads_the_batches_and_puts_a_decision_forward_by_the_page(contest, client, time_machine):
    crew, stage = contest
    time_machine.move_to(stage.opens_at + timedelta(hours=2))
    flood(stage, 250, domain="sewaan.id", at=timezone.now())
    address = reverse("judging:held", args=[stage.edition.slug, stage.position])
    client.force_login(crew.secretary.user)
    page = text_of(client.get(address))
    assert "250 penilaian dari domain surel sewaan.id" in page
    assert "Ajukan putusan" not in page
    client.force_login(crew.admin.user)
    fresh(client)
    assert "Pilih paling sedikit satu kiriman" in text_of(client.post(address, {"outcome": "keluar", "reason": "x"}))
    (code,) = [line.code for line in ratings.batch_lines(stage)]
    data = {"batches": [code], "outcome": "keluar", "reason": "Domain sewaan."}
    assert "Putusan diajukan" in text_of(client.post(address, data, follow=True))
    client.force_login(crew.second_admin.user)
    motion = client.get(reverse("motions"))
    assert "Putusan penilaian tertahan" in text_of(motion)


@pytest.fixture
def mixed(contest, time_machine):
    """(crew, stage): three honest people of a network rate the second innovation, then scripts of it the first."""
    crew, stage = contest
    at = stage.opens_at + timedelta(hours=2)
    flood(stage, 3, network="203.0.113.0/24", points=80, at=at - timedelta(minutes=40), name="h", every=600, entrant=1)
    flood(stage, 150, network="203.0.113.0/24", at=at)
    flood(stage, 4, points=50, at=at, name="lain", entrant=1)
    time_machine.move_to(at + timedelta(hours=2))
    return crew, stage


def decided_by_the_pages(client, crew, stage, outcome):
    """One person puts forward what becomes of everything held, another agrees on the page of the motion."""
    held = reverse("judging:held", args=[stage.edition.slug, stage.position])
    client.force_login(crew.admin.user)
    fresh(client)
    codes = [line.code for line in ratings.batch_lines(stage)]
    answer = client.post(held, {"batches": codes, "outcome": outcome, "reason": "Satu kantor."}, follow=True)
    assert "Putusan diajukan" in text_of(answer)
    client.force_login(crew.second_admin.user)
    fresh(client)
    motion = Motion.objects.on_its_way().get()
    page = client.get(reverse("motion", args=[motion.pk]))
    assert "203.0.113.0/24" in text_of(page)
    # Nothing counts before the second person.
    assert len(rating.held_in(stage).out) == 153
    agreed = client.post(reverse("motion_seconding", args=[motion.pk]), {"sidik": motion.sha256}, follow=True)
    assert "Dilaksanakan sistem " in text_of(agreed)
    assert len(rating.held_in(stage).out) == 153
    assert wait_out() == 1
    return text_of(page)


@pytest.mark.parametrize(
    ("outcome", "said", "counted", "held", "means"),
    [
        ("keluar", "Kiriman yang tidak akan dihitung", 4, 153, ("", "50.00")),
        ("masuk", "Kiriman yang akan dihitung", 157, 0, ("100.00", "62.86")),
        ("sebagian", "3 yang datang sebelum dan sesudahnya", 7, 150, ("", "62.86")),
    ],
)
def test_two_people_let_held_ratings_in_or_out_by_the_pages_and_the_result_follows(
    mixed, client, outcome, said, counted, held, means
):
    crew, stage = mixed
    public = reverse("judging:benefit", args=[stage.edition.slug, stage.position])
    before = text_of(client.get(public))
    assert "4 penilaian dihitung." in before
    assert "153 penilaian ditahan" in before
    assert "Penilaian jujur yang ikut tertahan tidak hilang" in before
    assert said in decided_by_the_pages(client, crew, stage, outcome)
    (event,) = Event.objects.filter(name="ratings.decided")
    assert event.actor_id == crew.second_admin.user_id
    assert (event.particulars["batches"], event.particulars["is_let_in"]) == (1, outcome != "keluar")
    after = text_of(client.get(public))
    assert f"{counted} penilaian dihitung." in after
    assert (f"{held} penilaian ditahan" in after) == (held > 0)

    at = timezone.now()
    stage = carrying.computed(stage, crew, at=at)
    first, second = (
        stage.standings.get(proposal=one.proposal).particulars for one in stage.entrants.order_by("pk")[:2]
    )
    assert (first["mean"], second["mean"]) == means
    assert first["n"] + second["n"] == counted
    assert first["held"] + second["held"] == held

    # The published result says of each innovation how many counted and how many were held.
    stage = carrying.published(carrying.decided(stage, crew, at=at), crew, at=at)
    client.logout()
    rows = {row.proposal.pk: row for row in ratings.result(stage)}
    page = client.get(public)
    assert "Ditahan" in headings(page)
    for entrant, told in zip(stage.entrants.order_by("pk")[:2], (first, second), strict=True):
        row = rows[entrant.proposal_id]
        assert (row.n, row.held) == (told["n"], told["held"])
        cells = cells_of(page, entrant.proposal.title)
        assert [cells[headings(page).index(name)] for name in ("Dihitung", "Ditahan")] == [str(row.n), str(row.held)]


def headings(page):
    """The headings of the table of the result."""
    return [text.strip() for text in re.findall(r"<th scope=\"col\"[^>]*>(.*?)</th>", page.content.decode(), re.DOTALL)]


def cells_of(page, title):
    """The cells of the row of an innovation."""
    rows = re.findall(r"<tr>(.*?)</tr>", page.content.decode(), re.DOTALL)
    (row,) = [one for one in rows if f">{escape(title)}</a>" in one]
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]


def test_where_nothing_stands_out_a_batch_is_let_in_whole_or_not_at_all(contest, client, time_machine):
    crew, stage = contest
    at = stage.opens_at + timedelta(hours=2)
    # One each 25 seconds: more than a hundred an hour, and never thick.
    flood(stage, 110, network="203.0.113.0/24", at=at, every=25)
    time_machine.move_to(at + timedelta(hours=2))
    client.force_login(crew.admin.user)
    fresh(client)
    (line,) = ratings.batch_lines(stage)
    assert "terpadat" not in line.label
    held = reverse("judging:held", args=[stage.edition.slug, stage.position])
    answer = client.post(held, {"batches": [line.code], "outcome": "sebagian", "reason": "Satu kantor."})
    assert str(rules.NOTHING_STANDS_OUT.sentence) in text_of(answer)
    assert not Motion.objects.on_its_way().exists()


def test_whoever_rates_honestly_in_a_flood_is_told_and_may_save_it_again_later(mixed, client, time_machine):
    _crew, stage = mixed
    own = Rating.objects.get(visitor__mailbox="h1@h1.id")
    own.points = {"manfaat": 75, "kemudahan": 75, "harapan": 75}
    own.save()
    here = page_of(stage, 1)
    as_visitor(client, own.visitor)
    assert "Penilaian Anda ditahan" in text_of(client.get(here))
    assert "Penilaian Anda disimpan" in text_of(client.post(here, answers(75), follow=True))
    assert "Penilaian Anda ditahan" not in text_of(client.get(here))
    assert str(own.pk) not in rating.held_in(stage).out
    # Who rated elsewhere never was.
    as_visitor(client, Visitor.objects.get(mailbox="lain1@lain1.id"))
    assert "Penilaian Anda ditahan" not in text_of(client.get(here))


def test_both_stages_run_at_once_with_the_same_entrants_and_the_last_waits_for_both(contest):
    crew, stage = contest
    feasibility = carrying.opened(stage.edition.stages.get(kind=StageKind.FEASIBILITY), crew)
    entrants = [set(one.entrants.values_list("proposal", flat=True)) for one in (stage, feasibility)]
    assert entrants[0] == entrants[1]
    carrying.published(carrying.decided(carrying.computed(stage, crew), crew), crew)
    final = stage.edition.stages.get(kind=StageKind.FINAL)
    with pytest.raises(Refused) as refused:
        carrying.opened(final, crew)
    assert refused.value.refusal is rules.EARLIER_STAGE
    done = carrying.worked(carrying.fresh(feasibility), crew)
    carrying.published(carrying.decided(carrying.computed(done, crew), crew), crew)
    assert carrying.opened(final, crew).is_open
