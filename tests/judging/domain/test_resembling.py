"""What resembles others is shown to its writers and to the secretariat; people decide, with a reason."""

from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event
from accounts.rules import REASON_MISSING
from competitions.models import Question
from judging.domain import resembling
from judging.models import Entrant, Resemblance, Verdict
from judging.rules.entrants.resembling import ANSWER_MISSING
from proposals.domain import likeness
from proposals.models import CatalogueEntry, Proposal, SectionVersion, Sketch
from tests import carrying
from tests.factories import accounts, catalogue, competitions
from tests.pages import hidden, markup
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db
WORDS = (
    "warga mengambil nomor antrean dari rumah lalu datang ke puskesmas tepat pada waktunya tanpa menunggu lama di loket"
)


def story(theme, times=12):
    """A text about something, of so many different sentences."""
    return " ".join(f"{theme} {number} {word} {theme}" for number in range(times) for word in WORDS.split())


def written(proposal, text):
    """The first answer says so and nothing else does; as rows, since the dossier may be sent."""
    for version in SectionVersion.objects.current().filter(proposal=proposal).order_by("section__position"):
        told = [text, *[""] * len(version.texts)]
        says(version, dict(zip(version.texts, told, strict=False)))
        text = ""


def says(version, texts):
    """A section says so from now on."""
    SectionVersion.objects.create(
        proposal=version.proposal,
        section=version.section,
        number=version.number + 1,
        texts=texts,
        words=version.words,
        sha256="0" * 64,
        saved_at=version.saved_at,
        saved_by=version.saved_by,
        closed_at=version.saved_at,
    )


tell = carrying.looked_at


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def stage(told):
    """The stage; every dossier of it tells something of its own."""
    for number, entrant in enumerate(Entrant.objects.filter(stage=told[1]).order_by("pk")):
        Proposal.objects.filter(pk=entrant.proposal_id).update(title=f"{'QXZJ'[number] * 9} {number}")
        written(entrant.proposal, story(f"tema{number}"))
    return told[1]


@pytest.fixture
def dossiers(stage):
    return list(Proposal.objects.filter(entrances__stage=stage).with_places().order_by("pk"))


def test_a_copied_text_and_a_title_much_like_another_are_found_once_and_decide_nothing(stage, dossiers, crew):
    first, second, third, fourth = dossiers
    written(fourth, story("tema0"))
    Proposal.objects.filter(pk=second.pk).update(title="Sistem Antrean Digital Puskesmas")
    Proposal.objects.filter(pk=third.pk).update(title="Sistim Antrian Digital Puskesmas")
    at = carrying.moment(stage)
    assert resembling.search(stage.pk, at=at) == resembling.search(stage.pk, at=at) == 2
    copied = Resemblance.objects.get(proposal=fourth)
    titled = Resemblance.objects.get(proposal=third)
    assert (copied.other, titled.other) == (first, second)
    assert copied.shared > 0.8
    assert copied.cosine > 0.8
    # As PostgreSQL's own trigrams say.
    assert titled.title == Decimal("0.692")
    assert not Verdict.objects.exists()


def test_words_that_are_close_are_found_where_hardly_a_run_is_left(stage, dossiers):
    """Every fourth word is another. By hand, with n = 4 and terms weighed ln(5/3) + 1 in two texts, ln(5/2) + 1 in one:

    300 of 400 words and 200 of 399 pairs are in both (99 pairs begin with the other word, 100 end with it), which
    leaves 100 words and 199 pairs of each text alone: 500 of 2.2826 over those and 299 of 3.6722.
    """
    own = [f"hal{number}" for number in range(400)]
    written(dossiers[0], " ".join(own))
    written(dossiers[1], " ".join(f"lain{at}" if at % 4 == 3 else word for at, word in enumerate(own)))
    resembling.search(stage.pk, at=carrying.moment(stage))
    found = Resemblance.objects.get()
    assert (found.proposal, found.other) == (dossiers[1], dossiers[0])
    assert found.shared < Decimal("0.3")
    assert found.title < Decimal("0.6")
    assert found.cosine == Decimal("0.510")


def test_what_both_have_of_the_question_alone_makes_nothing_alike(stage, dossiers):
    question = Question.objects.filter(section__edition=stage.edition).order_by("section__position", "position").first()
    question.example = story("contoh", times=40)
    question.save()
    for number, proposal in enumerate(dossiers[:2]):
        written(proposal, f"{question.example} {story(f'tema{number}', times=2)}")
    assert resembling.search(stage.pk, at=carrying.moment(stage)) == 0
    texts = likeness.texts_of([one.pk for one in dossiers[:2]])
    assert not any("contoh 0 warga" in text for text in texts.values())


def test_the_catalogue_is_looked_through_by_words_too(stage, dossiers):
    entry = catalogue.earlier_entry(title="Layanan Lain Sama Sekali")
    own = [f"hal{number}" for number in range(400)]
    written(dossiers[0], " ".join(own))
    changed = " ".join(f"lain{at}" if at % 4 == 3 else word for at, word in enumerate(own))
    CatalogueEntry.objects.filter(pk=entry.pk).update(summary=changed)
    resembling.search(stage.pk, at=carrying.moment(stage))
    assert Resemblance.objects.get().entry == entry


def test_what_the_agency_sent_in_another_edition_is_looked_through_and_what_others_sent_there_is_not(dossiers):
    first, *_others, last = dossiers
    other = competitions.edition()
    own, foreign = (
        catalogue.proposals(other, [agency], title=first.title)[0] for agency in (first.agency, last.agency)
    )
    assert first.agency_id != last.agency_id
    found = {one.proposal.pk for one in likeness.alike(first) if one.proposal}
    assert (own.pk in found, foreign.pk in found) == (True, False)


def test_the_catalogue_is_looked_through(stage, dossiers):
    first = dossiers[0]
    entry = catalogue.earlier_entry(title="Layanan Lain Sama Sekali")
    CatalogueEntry.objects.filter(pk=entry.pk).update(summary=story("tema0"))
    Sketch.objects.filter(entry=entry).delete()
    while likeness.sketch_missing(at=carrying.moment(stage)):
        pass
    found = likeness.alike(first)
    assert [one.entry for one in found] == [entry]
    assert found[0].is_strong
    assert likeness.sketch_missing(at=carrying.moment(stage)) == 0


def test_what_is_not_alike_is_not_shown(stage):
    assert resembling.search(stage.pk, at=carrying.moment(stage)) == 0


def test_a_person_says_what_it_is_with_a_reason_and_the_search_leaves_it(stage, dossiers, crew):
    written(dossiers[3], story("tema0"))
    at = carrying.moment(stage)
    resembling.search(stage.pk, at=at)
    found = Resemblance.objects.get()
    act, by = resembling.answer, crew.secretary
    assert refusal_of(act, found, "copy", " ", by=by, at=at) is REASON_MISSING
    assert refusal_of(act, found, "apa", "Sama.", by=by, at=at) is ANSWER_MISSING
    act(found, Resemblance.Answer.COPY, " Tujuh bagian sama. ", by=by, at=at)
    resembling.search(stage.pk, at=at)
    found.refresh_from_db()
    assert (found.answer, found.reason, found.answered_by) == ("copy", "Tujuh bagian sama.", by)
    event = Event.objects.about(dossiers[3]).order_by("pk").last()
    assert (event.name, event.particulars["answer"]) == ("resemblance.answered", "copy")
    assert not Verdict.objects.exists()


def test_the_pages_show_both_texts_and_take_the_answer(stage, dossiers, crew):
    written(dossiers[3], story("tema0"))
    resembling.search(stage.pk, at=timezone.now())
    found = Resemblance.objects.get()
    browser = Browser()
    browser.force_login(crew.secretary.user)
    accounts.fresh(browser)
    listed = markup(browser.get(reverse("judging:resemblances", args=[stage.pk])))
    assert dossiers[3].code in listed
    address = reverse("judging:resemblance", args=[stage.pk, dossiers[3].code, found.pk])
    page = browser.get(address)
    assert markup(page).count("tema0 0 warga") >= 2
    sent = {"answer": "apart", "reason": "Layanannya lain.", **hidden(page)}
    assert browser.post(address, sent).status_code == 302
    found.refresh_from_db()
    assert found.answer == "apart"
    assert "bukan duplikat" in markup(browser.get(reverse("judging:verdict", args=[stage.pk, dossiers[3].code])))
