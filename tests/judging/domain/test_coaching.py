"""Finalists are coached: notes reach them, their text is bettered in the same forms, judges read the judged one."""

import json
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import Event, Letter, Membership, Role
from competitions.kinds import StageKind
from competitions.models import Stage
from judging.domain import advising
from judging.models import Assignment, Choice, Entrant, Interest
from judging.reading.desk import desk
from proposals import rules
from proposals.domain import coaching, dossier, submission
from proposals.domain.draft import attachments, drafting
from proposals.models import Attachment, CatalogueEntry, Coaching, CoachingNote, Proposal, Revision, SectionVersion
from proposals.reading import receipts, waiting
from tests import carrying
from tests.factories import accounts, proposals
from tests.pages import hidden, markup, send, text_of
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db
DAYS = 14
ADVICE = "Sebutkan angka sebelum dan sesudah."


def tell():
    """A small edition in its interviews, whose finalists are coached for two weeks."""
    crew, edition, _dossiers = carrying.begun(8, evaluators=3, panelists=3)
    stage = edition.stages.get(kind=StageKind.PANEL)
    stage.settings = {**stage.settings, "coaching_days": DAYS, "coached_is_public": True}
    stage.save(update_fields=["settings"])
    hearing = carrying.carried_to(edition, StageKind.INTERVIEW, crew)
    return crew, Stage.objects.select_related("edition").get(pk=stage.pk), hearing


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def stage(told):
    return told[1]


@pytest.fixture
def proposal(stage):
    found = Coaching.objects.filter(stage=stage).order_by("pk").first()
    return Proposal.objects.with_places().get(pk=found.proposal_id)


@pytest.fixture
def at(proposal):
    return proposal.coached_since + timedelta(days=1)


@pytest.fixture(autouse=True)
def _while_it_is_coached(time_machine, at):
    time_machine.move_to(at, tick=False)


def writer_of(proposal):
    return Membership.objects.get(role=Role.UNIT, unit=proposal.unit_id)


def admin_of(proposal):
    return proposals.admin_of(proposal)


def first_section(proposal):
    return proposal.edition.sections.filter(needs_evidence=True, group=None).order_by("position").first()


def said(proposal, **how):
    """The answers of the first section as its readers get them, and the names of its files."""
    found = dossier.read(proposal, blind=False, **how)
    chapter = next(one for one in found.chapters if one.key == first_section(proposal).key)
    return [reply.text for reply in chapter.replies], [file.name for file in chapter.files]


def clearer(text):
    """An answer with another end, as long as it was."""
    return " ".join([*text.split()[:-3], "Kini lebih jelas."])


def bettered(proposal, at):
    """Every answer of the first section said anew, and a file more; returns what it says now."""
    section = first_section(proposal)
    stands = SectionVersion.objects.current().get(proposal=proposal, section=section)
    texts = {key: clearer(text) for key, text in stands.texts.items()}
    writer = writer_of(proposal)
    drafting.answer(proposal, section, texts, is_done=True, by=writer, at=at)
    attachments.attach(proposal, proposals.file("angka.pdf", "angka baru"), section=section, by=writer, at=at)
    return list(texts.values())


def test_it_begins_by_itself_with_the_list_for_those_who_go_on_and_everybody_is_told(stage, proposal, crew):
    going_on = set(Choice.objects.filter(decision__stage=stage).going_on().values_list("proposal", flat=True))
    found = Coaching.objects.filter(stage=stage)
    assert {one.proposal_id for one in found} == going_on
    assert going_on <= set(Entrant.objects.filter(stage=stage).values_list("proposal", flat=True))
    assert proposal.coached_until - proposal.coached_since > timedelta(days=DAYS)
    told = Letter.objects.filter(name="proposal.coaching_opened").values_list("recipient", flat=True)
    assert {writer_of(proposal).user_id, admin_of(proposal).user_id} <= set(told)
    assert Event.objects.filter(name="proposal.coaching_opened").count() == len(going_on)


def test_judges_read_the_judged_text_whatever_is_bettered_since(stage, proposal, crew, at):
    before = said(proposal)
    frozen = submission.whole(proposal)
    after = bettered(proposal, at)
    assert said(proposal) == before
    assert said(proposal, as_coached=True) == (after, [*before[1], "angka.pdf"])
    assert submission.whole(proposal) == frozen
    old = Attachment.objects.judged().filter(proposal=proposal, section=first_section(proposal)).first()
    attachments.detach(old, by=writer_of(proposal), at=at)
    assert said(proposal) == before
    assignment = Assignment.objects.filter(proposal=proposal).order_by("pk").last()
    names = [one.name for one in desk.attachments_of(assignment)]
    assert old.name in names
    assert "angka.pdf" not in names


def test_nothing_but_answers_and_evidence_is_open_and_only_until_the_end(proposal, at):
    writer, admin = writer_of(proposal), admin_of(proposal)
    part = rules.part_name(first_section(proposal))
    for office in (writer, admin):
        assert rules.writing_refusal(proposal, office=office, at=at, part=part) is None
        assert rules.writing_refusal(proposal, office=office, at=at, part="identity") is rules.COACHED_ELSEWHERE
        end = proposal.coached_until
        assert rules.writing_refusal(proposal, office=office, at=end, part=part) is rules.COACHING_OVER
    assert rules.writing_refusal(proposal, office=writer, at=at).key == rules.SUBMITTED.key


def test_handed_in_it_is_a_revision_beside_the_judged_one_as_often_as_wanted(proposal, crew, at):
    after = bettered(proposal, at)
    admin = admin_of(proposal)
    assert refusal_of(coaching.hand_in, proposal, declared=True, by=writer_of(proposal), at=at) is rules.AGENCY_ONLY
    assert refusal_of(coaching.hand_in, proposal, declared=False, by=admin, at=at) is rules.UNDECLARED
    first = coaching.hand_in(proposal, declared=True, by=admin, at=at)
    second = coaching.hand_in(proposal, declared=True, by=admin, at=at + timedelta(hours=1))
    judged = receipts.of(proposal)
    assert [one.revision.is_coached for one in judged] == [False] * len(judged)
    assert judged[0].holds
    assert [(one.revision, one.holds) for one in receipts.of_coached(proposal)] == [(second, True), (first, False)]
    assert receipts.under(judged[0].revision.sha256).holds
    body = json.loads(second.body)
    answers = next(one for one in body["sections"] if one["key"] == first_section(proposal).key)["answers"]
    assert ([one["text"] for one in answers], body["is_coached"]) == (after, True)
    told = Letter.objects.filter(name="proposal.coached", body__contains=second.sha256)
    assert crew.secretary.user_id in {one.recipient_id for one in told}
    end = proposal.coached_until
    assert refusal_of(coaching.hand_in, proposal, declared=True, by=admin, at=end).key == rules.COACHING_OVER.key


def test_an_incomplete_text_is_not_handed_in(proposal, at):
    section = first_section(proposal)
    drafting.answer(
        proposal, section, {section.questions.first().key: ""}, is_done=False, by=writer_of(proposal), at=at
    )
    found = refusal_of(coaching.hand_in, proposal, declared=True, by=admin_of(proposal), at=at)
    assert found.key == "coached_incomplete"


@pytest.mark.parametrize(
    ("who", "is_seated", "is_tied", "is_late", "text", "refused"),
    [
        ("panelist", True, False, False, ADVICE, None),
        ("secretary", False, False, False, ADVICE, None),
        ("panelist", False, False, False, ADVICE, rules.NOT_A_COACH),
        ("evaluator", True, False, False, ADVICE, rules.NOT_A_COACH),
        ("admin", False, False, False, ADVICE, rules.NOT_A_COACH),
        ("panelist", True, True, False, ADVICE, rules.TIED),
        ("secretary", False, False, True, ADVICE, rules.COACHING_OVER),
        ("secretary", False, False, False, "  ", rules.NOTE_MISSING),
    ],
)
def test_who_may_write_a_note(proposal, crew, at, who, is_seated, is_tied, is_late, text, refused):
    office = {"panelist": crew.panelists[0], "evaluator": crew.evaluators[0]}.get(who) or getattr(crew, who)
    moment = proposal.coached_until if is_late else at
    found = rules.noting_refusal(
        proposal.coaching, office=office, text=text, is_seated=is_seated, is_tied=is_tied, at=moment
    )
    assert found is refused


def entered(office):
    browser = Browser()
    browser.force_login(office.user)
    return accounts.fresh(browser)


def test_a_note_reaches_the_finalist_and_its_letter_and_whoever_is_tied_writes_none(stage, proposal, crew, at):
    panelist = crew.panelists[0]
    place = [stage.edition.slug, stage.position]
    page = reverse("judging:coaching-notes", args=[*place, proposal.code])
    browser = entered(panelist)
    assert reverse("judging:coaching", args=place) in markup(browser.get("/beranda/"))
    assert page in markup(browser.get(reverse("judging:coaching", args=place)))
    sent = {"about": first_section(proposal).key, "text": ADVICE, **hidden(browser.get(page))}
    assert browser.post(page, sent).url == page
    assert CoachingNote.objects.get().by == panelist
    told = Letter.objects.filter(name="proposal.coaching_noted")
    assert {one.recipient_id for one in told} == {writer_of(proposal).user_id, admin_of(proposal).user_id}
    assert all(ADVICE in one.body for one in told)
    assert ADVICE in text_of(entered(writer_of(proposal)).get(reverse("proposals:coaching", args=[proposal.code])))
    Interest.objects.create(judge=panelist.user, proposal=proposal, reason="Saudara.", kind="family", declared_at=at)
    assert advising.facts(proposal.coaching, panelist, at=at)["is_tied"]
    assert browser.post(page, sent).status_code == 403
    assert entered(crew.evaluators[0]).get(page).status_code == 403


def test_the_unit_betters_it_on_its_pages_and_the_agency_hands_it_in(stage, proposal, at):
    unit, admin = entered(writer_of(proposal)), entered(admin_of(proposal))
    home, page = (reverse(f"proposals:{name}", args=[proposal.code]) for name in ("show", "coaching"))
    assert page in markup(unit.get(home))
    line = next(one for one in waiting.for_unit(writer_of(proposal), at) if "pembinaan" in one.sentence)
    assert line.until == proposal.coached_until
    section = first_section(proposal)
    address = reverse("proposals:section", args=[proposal.code, section.key])
    assert address in markup(unit.get(page))
    stands = SectionVersion.objects.current().get(proposal=proposal, section=section)
    texts = {key: clearer(text) for key, text in stands.texts.items()}
    answer = unit.post(
        address,
        {**{f"answer_{key}": text for key, text in texts.items()}, "is_done": "yes", **hidden(unit.get(address))},
    )
    assert answer.url == page
    assert "Kini lebih jelas." not in text_of(unit.get(home))
    handing = reverse("proposals:coaching_handing_in", args=[proposal.code])
    assert handing in markup(admin.get(page))
    assert admin.post(handing, {"is_declared": "on", **hidden(admin.get(handing))}).url == page
    revision = Revision.objects.get(proposal=proposal, is_coached=True)
    shown = markup(unit.get(page))
    assert revision.sha256 in shown
    assert "Kini lebih jelas." in shown
    checked = text_of(Browser().get(reverse("proposals:receipt_genuine", args=[revision.sha256])))
    assert "hasil pembinaan finalis" in checked


def test_the_public_reads_it_only_where_rules_and_owner_let_it(stage, proposal, at):
    entry = CatalogueEntry.objects.get(proposal=proposal)
    page = reverse("proposals:innovation", args=[entry.slug])
    Stage.objects.filter(edition=stage.edition).update(is_blind=False)

    def is_read():
        return "Kini lebih jelas." in text_of(Browser().get(page))

    bettered(proposal, at)
    admin = admin_of(proposal)
    assert refusal_of(coaching.let_show, proposal, True, by=admin, at=at) is rules.NOT_HANDED_IN
    coaching.hand_in(proposal, declared=True, by=admin, at=at)
    assert not is_read()
    browser = entered(admin)
    showing = reverse("proposals:coaching_showing", args=[proposal.code])
    send(browser, showing, {"shown": "coached"})
    assert is_read()
    send(browser, showing, {"shown": "judged"})
    assert not is_read()
    coaching.let_show(proposal, True, by=admin, at=at)
    stage.settings = {**stage.settings, "coached_is_public": False}
    stage.save(update_fields=["settings"])
    assert refusal_of(coaching.let_show, proposal, True, by=admin, at=at) is rules.STAYS_PRIVATE


def test_who_handed_nothing_in_is_reminded_once_before_the_end(stage, proposal, at):
    number = Coaching.objects.count()
    near = proposal.coached_until - timedelta(days=2)
    assert coaching.remind_of_those_ending(at=at) == 0
    coaching.hand_in(proposal, declared=True, by=admin_of(proposal), at=at)
    assert coaching.remind_of_those_ending(at=near) == number - 1
    assert coaching.remind_of_those_ending(at=near) == 0
    about = Letter.objects.filter(name="proposal.coaching_ending")
    assert about.exists()
    assert not about.filter(subject__contains=proposal.code).exists()
