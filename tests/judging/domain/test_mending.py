"""Who failed for what can be mended gets the dossier back: opened there, handed in again, checked anew."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event, Letter, Membership, Role
from competitions.kinds import StageKind
from competitions.models import Stage
from judging import rules as judging_rules
from judging.circle import closing
from judging.domain import verification
from judging.domain.verification import Found
from judging.models import Entrant, Finding, Verdict
from judging.reading import checklist
from judging.stages import administrative
from proposals import rules
from proposals.domain import masking, mending
from proposals.domain.draft import attachments, drafting
from proposals.models import Attachment, MaskedCopy, Mending, Proposal, Revision
from proposals.reading import waiting
from tests import carrying
from tests.factories import accounts, proposals
from tests.pages import hidden, markup
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db
DAYS = 3
BLURRED = "Tanda tangan pada surat tidak terbaca."


def tell():
    """Four proposals in the open administrative stage, which gives three days to mend."""
    crew, edition, _dossiers = carrying.begun(4, evaluators=2, panelists=1)
    stage = carrying.carried_to(edition, StageKind.ADMINISTRATIVE, crew)
    stage.settings = {**stage.settings, "mending_days": DAYS}
    stage.save(update_fields=["settings"])
    return crew, stage


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def stage(told):
    return told[1]


@pytest.fixture
def proposal(stage):
    return Entrant.objects.filter(stage=stage).order_by("pk").first().proposal


@pytest.fixture
def at(stage):
    return carrying.moment(stage)


def judged(stage, proposal, crew, at, *, failing=("A10",), parts=()):
    """The verdict that finds these rules not met."""
    findings = {
        check.pk: Found(check.code not in failing, BLURRED if check.code in failing else "", parts)
        for check in stage.edition.entry_checks.all()
        if check.code in failing or not check.is_automatic
    }
    return verification.decide(stage, proposal, findings, by=crew.secretary, at=at)


def admin_of(proposal):
    return proposals.admin_of(proposal)


def writer_of(proposal):
    return Membership.objects.get(role=Role.UNIT, unit=proposal.unit_id)


def letter(proposal):
    """The document that every dossier of the edition has first."""
    return proposal.edition.requirements.order_by("position").first()


def test_it_comes_back_with_each_reason_opens_only_there_and_everybody_is_told(stage, proposal, crew, at):
    part = rules.part_name(letter(proposal))
    verdict = judged(stage, proposal, crew, at, parts=(part,))
    proposal.refresh_from_db()
    given = verdict.mending
    assert (proposal.is_mended, proposal.mending_parts, given.parts) == (True, [part], [part])
    assert given.until == mending.last_moment(at, DAYS) > at + timedelta(days=DAYS)
    assert [(one["code"], one["note"]) for one in given.reasons] == [("A10", BLURRED)]
    told = Letter.objects.filter(name="proposal.mending_opened")
    assert {one.recipient_id for one in told} == {admin_of(proposal).user_id, writer_of(proposal).user_id}
    assert all(BLURRED in one.body and "Cara memenuhi" in one.body for one in told)
    writer, section = writer_of(proposal), proposal.edition.sections.order_by("position").first()
    assert refusal_of(drafting.answer, proposal, section, {}, is_done=True, by=writer, at=at) is rules.NOT_OPENED
    assert rules.writing_refusal(proposal, office=writer, at=at, part=part) is None
    assert rules.writing_refusal(proposal, office=writer, at=given.until, part=part) is rules.MENDING_OVER
    assert rules.handover_refusal(proposal, office=writer, at=at).key in (rules.SUBMITTED.key, rules.CLOSED.key)


def test_nothing_comes_back_where_something_cannot_be_mended_or_no_time_is_given(stage, proposal, crew, at):
    judged(stage, proposal, crew, at, failing=("A01", "A10"))
    other = Entrant.objects.filter(stage=stage).order_by("pk").last().proposal
    stage.settings = {**stage.settings, "mending_days": 0}
    stage.save(update_fields=["settings"])
    judged(stage, other, crew, at)
    assert not Mending.objects.exists()


def handed_in(proposal, at):
    """The letter replaced by the unit, the dossier handed in again by the agency's admin."""
    new = proposals.file("surat-baru.pdf", "surat baru")
    attachments.attach(proposal, new, requirement=letter(proposal), by=writer_of(proposal), at=at)
    return mending.hand_in(proposal, declared=True, by=admin_of(proposal), at=at + timedelta(hours=1))


def test_handed_in_again_it_is_checked_anew_and_both_verdicts_stay(stage, proposal, crew, at):
    first = judged(stage, proposal, crew, at, parts=(rules.part_name(letter(proposal)),))
    assert refusal_of(closing.close_stage, stage, by=crew.admin, at=at) is judging_rules.WORK_MISSING
    revision = handed_in(proposal, at + timedelta(days=1))
    proposal.refresh_from_db()
    first.refresh_from_db()
    assert (revision.number, proposal.is_mended, proposal.status) == (2, False, "submitted")
    assert first.superseded_at == first.mending.handed_in_at == at + timedelta(days=1, hours=1)
    assert not Verdict.objects.filter(stage=stage, proposal=proposal).current().exists()
    row = Finding.objects.get(stage=stage, proposal=proposal, check_row__code="A10")
    kept = Finding.objects.get(stage=stage, proposal=proposal, check_row__code="A08")
    assert (row.is_met, row.note, kept.is_met) == (None, "", True)
    found = checklist.counts(stage)
    assert (found.waiting, found.failed, found.anew) == (4, 0, 1)
    assert [one.proposal_id for one in checklist.rows(stage, keadaan=checklist.ANEW)] == [proposal.pk]
    second = judged(stage, proposal, crew, at + timedelta(days=2), failing=())
    history = checklist.verdicts(stage, proposal)
    assert [(one.pk, one.passed) for one in history] == [(second.pk, True), (first.pk, False)]
    assert history[1].mending.reasons[0]["note"] == BLURRED
    frozen = {one["proposal"]: one for one in administrative.freeze(stage)["verdicts"]}
    assert frozen[proposal.code] == {"proposal": proposal.code, "passed": True}
    names = list(Event.objects.about(proposal).order_by("pk").values_list("name", flat=True))
    assert names[-3:] == ["proposal.mending_opened", "attachment.attached", "proposal.mended"]


def test_it_is_mended_once_and_the_second_verdict_is_the_last(stage, proposal, crew, at):
    judged(stage, proposal, crew, at)
    handed_in(proposal, at + timedelta(days=1))
    again = judged(stage, proposal, crew, at + timedelta(days=2))
    proposal.refresh_from_db()
    assert (again.passed, again.mending, proposal.is_mended) == (False, None, False)
    assert Mending.objects.count() == 1


@pytest.mark.parametrize("how", ["time is over", "taken back"])
def test_what_was_not_handed_in_is_put_back(stage, proposal, crew, at, how):
    section = proposal.edition.sections.order_by("position").first()
    verdict = judged(stage, proposal, crew, at, failing=("A08", "A09", "A10"))
    before = drafting.standing(proposal, section).texts
    title = MaskedCopy.objects.get(proposal=proposal).title
    files = set(Attachment.objects.present().filter(proposal=proposal).values_list("pk", flat=True))
    writer = writer_of(proposal)
    drafting.answer(proposal, section, {next(iter(before)): "Diganti."}, is_done=False, by=writer, at=at)
    attachments.attach(proposal, proposals.file("lain.pdf", "lain"), requirement=letter(proposal), by=writer, at=at)
    masking.confirm(Proposal.objects.get(pk=proposal.pk), "Judul netral lain", by=writer, at=at)
    assert MaskedCopy.objects.get(proposal=proposal).title == "Judul netral lain"
    if how == "taken back":
        verification.take_back(verdict, by=crew.secretary, at=at + timedelta(minutes=5))
        assert Letter.objects.filter(name="proposal.mending_called_off").count() == 2
    else:
        over = verdict.mending.until
        assert mending.end_those_over(at=over - timedelta(seconds=1)) == 0
        assert mending.end_those_over(at=over) == 1
        assert mending.end_those_over(at=over) == 0
        people = {writer.user_id, admin_of(proposal).user_id}
        told = Letter.objects.filter(name="proposal.mending_ended")
        assert {one.recipient_id for one in told} == people
        assert all("tidak diserahkan sampai" in one.body for one in told)
    proposal.refresh_from_db()
    assert not proposal.is_mended
    assert drafting.standing(proposal, section).texts == before
    assert MaskedCopy.objects.get(proposal=proposal).title == title
    assert set(Attachment.objects.present().filter(proposal=proposal).values_list("pk", flat=True)) == files
    assert Revision.objects.filter(proposal=proposal).count() == 1
    late = refusal_of(mending.hand_in, proposal, declared=True, by=admin_of(proposal), at=at)
    assert late is rules.NOT_TO_MEND


def test_who_has_not_handed_in_is_reminded_once_a_day_before(stage, proposal, crew, at):
    given = judged(stage, proposal, crew, at).mending
    due = given.until - timedelta(days=1)
    assert mending.remind_of_those_ending(at=due - timedelta(seconds=1)) == 0
    assert mending.remind_of_those_ending(at=due) == 1
    assert mending.remind_of_those_ending(at=due) == 0
    told = Letter.objects.filter(name="proposal.mending_ending")
    assert {one.recipient_id for one in told} == {writer_of(proposal).user_id, admin_of(proposal).user_id}
    assert all("belum diserahkan" in one.body for one in told)
    assert Event.objects.about(proposal).filter(name="proposal.mending_reminded").count() == 1


@pytest.mark.parametrize("why", ["handed in", "over", "came back on the last day"])
def test_nobody_is_reminded_of_what_is_done_over_or_just_opened(stage, proposal, crew, at, why):
    given = judged(stage, proposal, crew, at).mending
    due = given.until - timedelta(hours=1)
    if why == "handed in":
        handed_in(proposal, at + timedelta(days=1))
    elif why == "over":
        due = given.until
    else:
        Mending.objects.update(opened_at=given.until - timedelta(hours=20))
    assert mending.remind_of_those_ending(at=due) == 0
    assert not Letter.objects.filter(name="proposal.mending_ending").exists()


def test_a_verdict_corrected_to_not_passed_opens_the_time_too(stage, proposal, crew, at):
    assert judged(stage, proposal, crew, at, failing=()).passed
    a10 = stage.edition.entry_checks.get(code="A10")
    found = {a10.pk: Found(False, BLURRED)}
    verdict = carrying.corrected(stage, proposal, found, "Surat dibaca lagi.", crew, at=at)
    proposal.refresh_from_db()
    assert (verdict.passed, proposal.is_mended, verdict.mending.reasons[0]["note"]) == (False, True, BLURRED)
    handed_in(proposal, at + timedelta(days=1))
    again = judged(stage, proposal, crew, at + timedelta(days=2), failing=())
    passed = carrying.corrected(stage, proposal, found, "Tetap tidak terbaca.", crew, at=at + timedelta(days=2))
    assert (again.passed, passed.passed, passed.mending) == (True, False, None)


def test_only_the_agencys_admin_hands_it_in_in_time_complete_and_declared(stage, proposal, crew, at):
    given = judged(stage, proposal, crew, at).mending
    act, admin = mending.hand_in, admin_of(proposal)
    assert refusal_of(act, proposal, declared=True, by=writer_of(proposal), at=at) is rules.AGENCY_ONLY
    assert refusal_of(act, proposal, declared=False, by=admin, at=at) is rules.UNDECLARED
    assert refusal_of(act, proposal, declared=True, by=admin, at=given.until).key == "mending_over"
    Attachment.objects.present().get(proposal=proposal, requirement=letter(proposal))
    attachments.detach(
        Attachment.objects.present().get(proposal=proposal, requirement=letter(proposal)), by=admin, at=at
    )
    assert refusal_of(act, proposal, declared=True, by=admin, at=at).key == "mending_incomplete"


def entered(office):
    """A browser in which the holder of an office has just signed in."""
    browser = Browser()
    browser.force_login(office.user)
    return accounts.fresh(browser)


def test_the_pages_of_unit_admin_and_secretariat_tell_it(stage, proposal, crew):
    at = timezone.now()
    Stage.objects.filter(pk=stage.pk).update(opens_at=at - timedelta(days=1), closes_at=at + timedelta(days=20))
    part, home = rules.part_name(letter(proposal)), reverse("proposals:show", args=[proposal.code])
    checking = reverse("judging:verdict", args=[stage.pk, proposal.code])
    secretary, unit, admin = entered(crew.secretary), entered(writer_of(proposal)), entered(admin_of(proposal))
    rows = Finding.objects.filter(stage=stage, proposal=proposal).select_related("check_row")
    sent = {f"syarat-{row.pk}": "0" if row.check_row.code == "A10" else "1" for row in rows}
    sent |= {f"catatan-{row.pk}": BLURRED for row in rows if row.check_row.code == "A10"}
    sent |= hidden(secretary.get(checking))
    assert "Pilih paling sedikit satu bagian yang dibuka" in markup(secretary.post(checking, sent))
    row = rows.get(check_row__code="A10")
    assert secretary.post(checking, {**sent, f"bagian-{row.pk}": [part]}).status_code == 302
    assert "Dikembalikan untuk diperbaiki sampai" in markup(secretary.get(checking))
    page = unit.get(home)
    assert (BLURRED in markup(page), [task.name for task in page.context["tasks"]]) == (True, [letter(proposal).name])
    assert "Lanjut ke penyerahan perbaikan" not in markup(page)
    for office, browser in ((writer_of(proposal), unit), (admin_of(proposal), admin)):
        lines = (waiting.for_unit if office.role == Role.UNIT else waiting.for_agency)(office, at)
        line = next(one for one in lines if one.url == home)
        assert line.until == Mending.objects.get().until
        assert browser.get(reverse("proposals:identity", args=[proposal.code])).status_code == 403
    document = reverse("proposals:document", args=[proposal.code, letter(proposal).key])
    new = {"file": proposals.pdf("surat-baru.pdf", "surat baru"), **hidden(unit.get(document))}
    assert unit.post(document, new).url == home
    assert "Lanjut ke penyerahan perbaikan" in markup(admin.get(home))
    handing_in = reverse("proposals:mending", args=[proposal.code])
    form = {"is_declared": "on", **hidden(admin.get(handing_in))}
    assert admin.post(handing_in, form).url == reverse("proposals:receipt", args=[proposal.code])
    again = markup(secretary.get(checking))
    for words in ("surat-baru.pdf", "(diperbaiki, diperiksa ulang)", BLURRED):
        assert words in again


@pytest.mark.parametrize("template", ["benefit_2025", "regional"])
def test_an_edition_begun_from_a_template_gives_the_time_by_itself(template):
    """Nobody plans anything: the secretary's page gives the verdict, the unit's page says what is open."""
    crew, edition, _dossiers = carrying.begun(4, template, evaluators=2, panelists=1)
    stage = carrying.carried_to(edition, StageKind.ADMINISTRATIVE, crew)
    at = timezone.now()
    Stage.objects.filter(pk=stage.pk).update(opens_at=at - timedelta(days=1), closes_at=at + timedelta(days=20))
    assert "masa perbaikan" in markup(Browser().get(reverse("competitions:edition", args=[edition.slug]))).lower()
    proposal = Entrant.objects.filter(stage=stage).order_by("pk").first().proposal
    part = rules.part_name(letter(proposal))
    checking = reverse("judging:verdict", args=[stage.pk, proposal.code])
    secretary = entered(crew.secretary)
    rows = list(Finding.objects.filter(stage=stage, proposal=proposal).select_related("check_row"))
    sent = {f"syarat-{row.pk}": "0" if row.check_row.code == "A10" else "1" for row in rows}
    sent |= {f"catatan-{row.pk}": BLURRED for row in rows if row.check_row.code == "A10"}
    sent |= {f"bagian-{row.pk}": [part] for row in rows if row.check_row.code == "A10"}
    assert secretary.post(checking, sent | hidden(secretary.get(checking))).status_code == 302
    page = entered(admin_of(proposal)).get(reverse("proposals:show", args=[proposal.code]))
    assert "Usulan ini perlu diperbaiki" in markup(page)
    assert [task.name for task in page.context["tasks"]] == [letter(proposal).name]
