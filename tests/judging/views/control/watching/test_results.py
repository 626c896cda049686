"""The table of standings: what was computed, and what became of it since."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from competitions.domain import composition
from competitions.kinds import StageKind
from judging.models import Computation, Standing
from proposals.models import Status
from tests import carrying
from tests.factories import proposals
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(crew, edition, now):
    before = now - timedelta(hours=1)
    stage = carrying.opened(edition.stages.get(position=1), crew, at=before)
    return carrying.computed(carrying.worked(stage, crew, at=before), crew, at=before)


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.DISQUALIFIED])
def test_whoever_left_is_marked_and_what_was_computed_stays_readable(client, cast, stage, status):
    gone = Standing.objects.filter(stage=stage, goes_on=True).order_by("pk").first().proposal
    client.force_login(cast.secretary.user)
    address = reverse("judging:results", args=[stage.edition.slug, stage.position])
    assert "saran: lanjut" not in text_of(client.get(address))
    proposals.left(gone, status)
    row = text_of(client.get(address, {"q": gone.code}))
    assert f"{status.label} saran: lanjut" in " ".join(row.split())
    table = client.get(address + "?bentuk=csv").getvalue().decode()
    (line,) = [line for line in table.splitlines() if gone.code in line]
    assert str(status.label) in line


def test_what_each_rule_cost_by_itself_is_said_in_words(client, cast, stage):
    stage.composition.create(position=1, dimension="agency_kind", value="body", minimum=3)
    stage.composition.create(position=2, dimension="agency_kind", value="ministry", minimum=1)
    prices = [
        {"dimension": "agency_kind", "value": "ministry", "price": 75},
        {"dimension": "agency_kind", "value": "body", "price": 1250},
    ]
    done = Computation.objects.filter(snapshot__stage=stage)
    done.update(notes={"total": 70000, "unconstrained_total": 71300, "price": 1300, "rule_prices": prices})
    client.force_login(cast.secretary.user)
    page = text_of(client.get(reverse("judging:results", args=[stage.edition.slug, stage.position])))
    said = re.findall(r"Tanpa aturan ini saja, jumlah nilai pilihan lebih tinggi ([\d,]+) poin", page)
    assert said == ["12,50", "0,75"]
    sentences = composition.sentences(stage.composition.all(), stage.edition)
    assert sentences
    for sentence in sentences.values():
        assert sentence in page


def test_every_page_of_an_example_says_so_in_the_control_room(client, cast, stage):
    edition, place = stage.edition, [stage.edition.slug, stage.position]
    pages = [reverse("control_room"), reverse("control_room_edition", args=[edition.slug])]
    pages += [reverse("control_room_registration", args=[edition.slug])]
    pages += [
        reverse(f"judging:{name}", args=place) for name in ("stage", "entrants", "results", "deliberation", "panel")
    ]
    pages += [reverse("competitions:plan", args=[edition.slug]), reverse("competitions:lot-draw", args=[edition.slug])]
    client.force_login(cast.secretary.user)
    marked = ">Contoh<"
    assert not [page for page in pages if marked in client.get(page).content.decode()]
    type(edition).objects.filter(pk=edition.pk).update(is_example=True)
    assert not [page for page in pages if marked not in client.get(page).content.decode()]


@pytest.fixture
def desk():
    """A desk, worked and computed: too few reads for least squares."""
    crew, edition, _dossiers = carrying.begun(6, places=(3, 3, 2), rules=())
    return carrying.computed(carrying.worked(carrying.carried_to(edition, StageKind.DESK, crew), crew), crew)


def test_a_provisional_result_says_why_and_how_sure_it_is(client, cast, desk):
    client.force_login(cast.secretary.user)
    address = reverse("judging:results", args=[desk.edition.slug, desk.position])
    page = text_of(client.get(address))
    for said in ("Hasil ini sementara", "Ketegasan setiap penilai", "ICC satu pembacaan", "Alfa Krippendorff, setara"):
        assert said in page
    assert "Nilai disetarakan menurut ketegasan penilai yang ditarik ke rata-rata penilai" in page
    assert "Peluang mendapat tempat" in page
    assert re.search(r"(kira-kira \d dari 10|lebih dari 9 dari 10|kurang dari 1 dari 10)", page)


def test_whoever_is_near_the_line_is_a_list_of_its_own(client, cast, desk):
    client.force_login(cast.secretary.user)
    address = reverse("judging:results", args=[desk.edition.slug, desk.position])
    near = {
        one.proposal.code
        for one in Standing.objects.filter(stage=desk).select_related("proposal")
        if 50 < one.particulars["chosen"] < 450
    }
    table = client.get(address, {"keadaan": "batas", "bentuk": "csv"}).getvalue().decode()
    assert set(re.findall(r"KIPP-\d+-\d{5}", table)) == near
    assert "Galat baku" in table


def test_weights_are_named_for_what_they_are(client, cast, stage):
    done = Computation.objects.filter(snapshot__stage=stage)
    done.update(
        notes={
            "weights": {"substance": "70", "delivery": "30"},
            "effective_weights": {"substance": "0.783", "delivery": "0.217"},
        }
    )
    client.force_login(cast.secretary.user)
    page = " ".join(text_of(client.get(reverse("judging:results", args=[stage.edition.slug, stage.position]))).split())
    assert re.search(r"Bobot pada nilai baku: \w[^:]* 70 : \w[^:]* 30\.", page)
    assert re.search(r"Bagian keragaman nilai: \w[^:]* 78 : \w[^:]* 22\.", page)


def test_whom_only_one_of_the_two_lists_takes_is_named(client, cast, stage):
    first, second = Standing.objects.filter(stage=stage).select_related("proposal").order_by("pk")[:2]
    done = Computation.objects.filter(snapshot__stage=stage)
    done.update(notes={"only_counts": [first.proposal.code], "only_plain": [second.proposal.code]})
    client.force_login(cast.secretary.user)
    page = " ".join(text_of(client.get(reverse("judging:results", args=[stage.edition.slug, stage.position]))).split())
    assert "1 usulan lanjut menurut nilai setara saja" in page
    for sentence, one in (
        ("Lanjut menurut nilai setara, tidak menurut rata-rata mentah:", first),
        ("Lanjut menurut rata-rata mentah, tidak menurut nilai setara:", second),
    ):
        assert f"{sentence} {one.proposal.title}" in page


def test_a_judge_who_was_set_apart_is_shown_as_such(client, cast, stage):
    caution = {"key": "isolated", "judges": {"J03": "0.091"}, "least": "0.5", "most": "2"}
    notes = {
        "method": "adjusted",
        "provisional": True,
        "cautions": [caution],
        "severity": {"J01": "-1.000", "J02": "1.000"},
        "errors": {"J01": "0.700", "J02": "0.700"},
        "spread": {"J01": "1.000", "J02": "1.000", "J03": "0.091"},
        "apart": ["J03"],
        "worst_se": "1.100",
    }
    Computation.objects.filter(snapshot__stage=stage).update(notes=notes)
    client.force_login(cast.secretary.user)
    page = " ".join(text_of(client.get(reverse("judging:results", args=[stage.edition.slug, stage.position]))).split())
    assert "J03 (0,09)" in page
    assert "J03 disisihkan" in page
