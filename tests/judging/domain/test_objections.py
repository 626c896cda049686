"""The public objects to a provisional list: once each, inside the window; two people decide; the list says why."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from accounts.domain import motions
from accounts.domain.entrance import visitors
from accounts.files import taking
from accounts.models import Event, Letter, Membership, Role, Visitor
from accounts.moments import end_of
from accounts.rules import TOO_MANY_ATTEMPTS, Refused
from competitions.domain import composition
from competitions.kinds import StageKind
from judging import motions as grave
from judging import rules
from judging.circle import publication, reminding
from judging.domain import objections
from judging.domain.panel import composing
from judging.models import Award, Choice, Decision, Evidence, Objection, ObjectionSender
from proposals.models import Announcement, Figure, Proposal
from sinovik.season import prose
from tests import carrying
from tests.pages import text_of
from tests.refusals import refusal_of
from tests.seconding import settle

pytestmark = pytest.mark.django_db
WHY = "Pengguna yang disebut tidak pernah dilayani."
DAY = timedelta(days=1)


def tell():
    """The desk of a small contest decided; its plan gives the public five days to object."""
    crew, edition, _dossiers = carrying.begun(4, places=(3, 2, 1), rules=(), evaluators=3, panelists=3)
    edition.stages.filter(kind=StageKind.DESK).update(objection_days=5)
    desk = carrying.worked(carrying.carried_to(edition, StageKind.DESK, crew), crew)
    return crew, carrying.decided(carrying.computed(desk, crew), crew)


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def desk(told):
    return told[1]


@pytest.fixture
def at(desk):
    return carrying.moment(desk)


@pytest.fixture
def listed(desk, crew, at):
    """The desk with its provisional list announced."""
    settle(grave.announce_provisionally(desk, "Arahan Menteri.", by=crew.admin, at=at), by=crew.second_admin, at=at)
    return carrying.fresh(desk)


@pytest.fixture
def proposal(listed):
    return Choice.objects.filter(decision__stage=listed).going_on().order_by("pk").first().proposal


@pytest.fixture
def nia(at):
    return visitors.confirm("nia@contoh.id", at=at)


def said(stage, proposal, visitor, *, sort="objection", at, network="203.0.113.7", **given):
    words = {"text": WHY, "full_name": "Nia Sari", **given}
    return objections.state(stage, proposal, sort=sort, visitor=visitor, network=network, at=at, **words)


def decided(objection, crew, *, outcome, at):
    """Assigned, put forward by the secretary and agreed to by an admin."""
    objections.assign(objection, crew.secretary, timezone.localdate(at) + 3 * DAY, by=crew.secretary, at=at)
    told = {"answer": "Kami memeriksanya.", "summary": "Jumlah pengguna tidak terbukti.", "reason": "Diperiksa."}
    motion = grave.answer(objection, outcome=outcome, **told, by=crew.secretary, at=at)
    settle(motion, by=crew.admin, at=at)
    objection.refresh_from_db()
    return objection


def test_the_list_is_provisional_until_the_end_of_the_fifth_day_after_it(listed, at):
    local = timezone.localtime(at, timezone.get_default_timezone())
    until = timezone.localtime(listed.objections_until, timezone.get_default_timezone())
    assert ((until.date() - local.date()).days, until.hour, until.minute) == (6, 0, 0)
    announcement = Announcement.objects.get(stage=listed)
    assert announcement.is_provisional
    assert len(announcement.entries) == 3
    assert listed.published_at is None
    assert not Letter.objects.filter(name="stage.outcome", occasion__contains=f"stage {listed.pk} ").exists()
    assert not Figure.objects.filter(key="nominated").exists()


def test_a_result_is_not_final_before_its_list_its_window_and_its_answers(desk, crew, at, nia):
    assert refusal_of(grave.publish, desk, "Arahan Menteri.", by=crew.admin, at=at) is rules.NOT_PROVISIONAL
    settle(grave.announce_provisionally(desk, "Arahan Menteri.", by=crew.admin, at=at), by=crew.second_admin, at=at)
    listed = carrying.fresh(desk)
    assert (
        refusal_of(grave.announce_provisionally, listed, "Arahan Menteri.", by=crew.admin, at=at)
        is rules.ALREADY_PROVISIONAL
    )
    proposal = Choice.objects.filter(decision__stage=listed).going_on().order_by("pk").first().proposal
    objection = said(listed, proposal, nia, at=at)
    end = listed.objections_until
    assert (
        refusal_of(grave.publish, listed, "Arahan Menteri.", by=crew.admin, at=end - timedelta(seconds=1))
        is rules.OBJECTIONS_RUN
    )
    assert refusal_of(grave.publish, listed, "Arahan Menteri.", by=crew.admin, at=end) is rules.OBJECTIONS_LEFT
    decided(objection, crew, outcome="stands", at=end)
    assert carrying.published(listed, crew, at=end).published_at == end
    announcement = Announcement.objects.get(stage=listed)
    assert (announcement.is_provisional, announcement.final_at, announcement.changes) == (False, end, [])


def test_who_is_to_answer_is_reminded_once_two_days_before_and_not_once_it_is_put_forward(
    listed, crew, at, nia, proposal
):
    objection = said(listed, proposal, nia, at=at)
    by = timezone.localdate(at) + 4 * DAY
    objections.assign(objection, crew.admin, by, by=crew.secretary, at=at)
    due, told = end_of(by) - 2 * DAY, Letter.objects.filter(name="reminder.answers")
    assert reminding.remind_judges(at=due - timedelta(minutes=1)) == 0
    assert [reminding.remind_judges(at=due + timedelta(minutes=1)) for _twice in range(2)] == [1, 0]
    assert told.get().recipient == crew.admin.user
    assert f"({proposal.code})" in told.get().body
    later = by + DAY
    objections.assign(objection, crew.secretary, later, by=crew.secretary, at=at)
    grave.answer(
        objection, outcome="stands", answer="Sudah.", summary="Sudah.", reason="Sudah.", by=crew.secretary, at=at
    )
    assert reminding.remind_judges(at=end_of(later) - 2 * DAY + timedelta(minutes=1)) == 0


def test_an_objection_upheld_takes_the_proposal_off_and_the_final_list_says_why(listed, crew, at, nia, proposal):
    objection = decided(said(listed, proposal, nia, at=at), crew, outcome="suspended", at=at)
    assert objection.outcome == "suspended"
    end = listed.objections_until
    carrying.published(listed, crew, at=end)
    announcement = Announcement.objects.get(stage=listed)
    assert proposal.code not in {line["code"] for line in announcement.entries}
    assert announcement.changes == [
        {
            "code": proposal.code,
            "title": proposal.title,
            "agency": proposal.agency_name,
            "reason": "Jumlah pengguna tidak terbukti.",
        }
    ]
    assert Figure.objects.get(edition=listed.edition, key="nominated").innovations == 2
    assert not Award.objects.filter(proposal=proposal).exists()
    # The dossier itself is not excluded: what was found concerns this list.
    assert Proposal.objects.get(pk=proposal.pk).status == "submitted"


def test_an_objection_upheld_about_one_who_came_in_by_an_exchange_leaves_the_other_out(listed, crew, at, nia, proposal):
    out = Choice.objects.filter(decision__stage=listed, goes_on=False).select_related("proposal").get().proposal
    # As the exchange of these two leaves them.
    for one, other, was in ((proposal, out, False), (out, proposal, True)):
        Choice.objects.filter(decision__stage=listed, proposal=one).update(
            proposed_by_machine=was, partner=other, reason="Daya replikasinya lebih luas."
        )
    decided(said(listed, proposal, nia, at=at), crew, outcome="suspended", at=at)
    carrying.published(listed, crew, at=listed.objections_until)
    announced = {line["code"] for line in Announcement.objects.get(stage=listed).entries}
    assert not {out.code, proposal.code} & announced
    left = Choice.objects.get(decision__stage=listed, proposal=out)
    assert (left.goes_on, left.reason) == (False, "Daya replikasinya lebih luas.")


def needed(stage, proposal):
    """Ask for as many of a proposal's agency as go on; the sentence that says that one is missing."""
    going = Choice.objects.filter(decision__stage=stage, goes_on=True, proposal__agency=proposal.agency).count()
    stage.composition.create(position=1, dimension="agency", value=proposal.agency.name, minimum=going)
    asked = composition.in_words(going)
    return f"Sedikitnya {asked} usulan dari {proposal.agency.name}: sekarang {going - 1}"


def test_a_decision_that_was_agreed_to_can_be_taken_back_before_whoever_objected_is_told(
    listed, crew, at, nia, proposal
):
    objection = said(listed, proposal, nia, at=at)
    objections.assign(objection, crew.secretary, timezone.localdate(at) + DAY, by=crew.secretary, at=at)
    told = {"answer": "Ya.", "summary": "Tidak terbukti.", "reason": "Diperiksa.", "by": crew.secretary, "at": at}

    def agreed():
        motion = grave.answer(objection, outcome="suspended", **told)
        motions.second(motion, seen=motion.sha256, by=crew.admin, at=at)
        motions.carry_out_due(at=at + timedelta(minutes=9))
        objection.refresh_from_db()
        assert objection.answered_at is None
        assert not Letter.objects.filter(name="objection.answered").exists()
        return motion

    motions.withdraw(agreed(), by=crew.secretary, at=at + timedelta(minutes=9))
    motions.carry_out_due(at=at + DAY)
    agreed()
    motions.carry_out_due(at=at + timedelta(minutes=10))
    objection.refresh_from_db()
    assert objection.answered_at == at + timedelta(minutes=10)
    assert Letter.objects.filter(name="objection.answered").count() == 1


@pytest.fixture
def rule(listed, proposal):
    """A rule that is not kept without this proposal; the sentence that says so."""
    return needed(listed, proposal)


def test_an_objection_that_breaks_a_rule_says_so_and_its_list_goes_out_with_a_reason_of_its_own(
    listed, crew, at, nia, proposal, rule, client
):
    objection = said(listed, proposal, nia, at=at)
    objections.assign(objection, crew.secretary, timezone.localdate(at) + DAY, by=crew.secretary, at=at)
    told = {"answer": "Ya.", "summary": "Tidak terbukti.", "reason": "Diperiksa.", "by": crew.secretary, "at": at}
    stands = grave.answer(objection, outcome="stands", **told)
    assert all(check.is_fine for check in motions.checks(stands, at=at))
    motions.withdraw(stands, by=crew.secretary, at=at)
    upheld = grave.answer(objection, outcome="suspended", **told)
    warned = [check.sentence for check in motions.checks(upheld, at=at) if not check.is_fine]
    assert warned == [rule.replace("sekarang", "sesudahnya")]
    settle(upheld, by=crew.admin, at=at)

    end, why = listed.objections_until, "Tidak ada usulan lain dari instansi itu."
    for nothing in ({}, {"override": "  "}):
        with pytest.raises(Refused) as caught:
            grave.publish(listed, "Arahan Menteri.", **nothing, by=crew.admin, at=end)
        assert (caught.value.refusal, rule in caught.value.sentences) == (rules.LIST_DEPARTS, True)
    motion = grave.publish(listed, "Arahan Menteri.", override=why, by=crew.admin, at=end)
    assert motions.told(motion)["departure"] == {"rules": [rule], "reason": why}
    assert [check.sentence for check in motions.checks(motion, at=end) if not check.is_fine] == [rule]
    settle(motion, by=crew.second_admin, at=end)
    announcement = Announcement.objects.get(stage=listed)
    assert announcement.override == {"rules": [rule], "reason": why}
    page = text_of(client.get(announcement.get_absolute_url()))
    assert f"Menyimpang dari aturan komposisi {rule} Alasan: {why}" in page
    assert Event.objects.filter(name="stage.published", body__contains=rule).count() == 1


@pytest.mark.parametrize(
    ("decided_on", "given", "reason"),
    [
        ("", "", ""),
        ("", "Satu-satunya mundur.", "Satu-satunya mundur."),
        ("other", "", ""),
        ("same", "", "Pleno memilih lain."),
        ("same", "Satu-satunya mundur.", "Satu-satunya mundur."),
    ],
)
def test_the_reason_of_a_decision_covers_what_it_was_given_for(listed, proposal, rule, decided_on, given, reason):
    decision = Decision.objects.get(stage=listed)
    broken = {"same": [rule], "other": [f"{rule}0"]}.get(decided_on)
    decision.override = {"rules": broken, "reason": "Pleno memilih lain."} if broken else {}
    assert publication.departure(listed, decision, {"override": given}) == {}, "all rules are kept"
    Choice.objects.filter(decision=decision, proposal=proposal).update(goes_on=False, reason="Mundur.")
    assert publication.departure(listed, decision, {"override": given}) == {"rules": [rule], "reason": reason}
    with translation.override("en"):
        assert composing.broken(listed, decision) == [rule]


def test_a_provisional_list_that_lost_the_only_one_of_a_rule_needs_a_reason_too(desk, crew, at):
    gone = Choice.objects.filter(decision__stage=desk).going_on().order_by("pk").first().proposal
    rule = needed(desk, gone)
    carrying.disqualified(gone, "Data dipalsukan.", crew, at=at)
    assert refusal_of(grave.announce_provisionally, desk, "Arahan Menteri.", by=crew.admin, at=at) is rules.LIST_DEPARTS
    why = "Dikecualikan sesudah pleno."
    settle(
        grave.announce_provisionally(desk, "Arahan Menteri.", override=why, by=crew.admin, at=at),
        by=crew.second_admin,
        at=at,
    )
    assert Announcement.objects.get(stage=desk).override == {"rules": [rule], "reason": why}


def test_whoever_objected_is_told_and_nobody_is_named(listed, crew, at, nia, proposal):
    decided(said(listed, proposal, nia, at=at), crew, outcome="stands", at=at)
    letter = Letter.objects.get(name="objection.answered")
    assert (letter.address, letter.recipient, letter.is_secret) == ("nia@contoh.id", None, True)
    assert "Kami memeriksanya." in letter.body
    others = Letter.objects.exclude(pk=letter.pk).values_list("subject", "body")
    everything = [*(" ".join(one) for one in others), *Event.objects.values_list("body", flat=True)]
    assert not [text for text in everything if "Nia Sari" in text or "nia@contoh.id" in text]


def related(model, seen=()):
    """Every model that a query over this one can bring along, in one step or in many."""
    for field in model._meta.get_fields():
        reached = field.related_model if field.is_relation else None
        if reached and reached not in seen and not getattr(field, "hidden", False):
            seen = (*seen, reached)
    return set(seen)


def test_no_statement_leads_to_its_sender(listed, at, nia, proposal):
    objection = said(listed, proposal, nia, at=at)
    assert not {Visitor, ObjectionSender} & related(Objection)
    for model in (Proposal, type(listed), Visitor):
        assert ObjectionSender not in related(model)
    told = {field.name: getattr(objection, field.name) for field in Objection._meta.concrete_fields}
    assert "Nia" not in str(told)
    assert ObjectionSender.objects.get(objection=objection).full_name == "Nia Sari"


@pytest.mark.parametrize("role", Role)
def test_the_secretariat_alone_may_ask_for_senders(listed, at, nia, proposal, role):
    said(listed, proposal, nia, at=at)
    known = ObjectionSender.objects.to(Membership(role=role)).count()
    assert known == (1 if role == Role.SECRETARY else 0)


def test_names_are_forgotten_with_the_address_and_a_year_after_the_edition(listed, crew, at, nia, proposal):
    said(listed, proposal, nia, at=at)
    said(listed, proposal, visitors.confirm("tomo@contoh.id", at=at), at=at, full_name="Tomo")

    def names():
        return set(ObjectionSender.objects.values_list("full_name", flat=True))

    assert objections.forget_senders(at=at + 400 * DAY) == 0, "the edition is not over"
    Visitor.objects.filter(pk=nia.pk).update(address="", mailbox=None, erased_at=at)
    assert objections.forget_senders(at=at) == 1
    assert names() == {"", "Tomo"}
    stages = listed.edition.stages
    stages.filter(position__gt=listed.position).update(
        skipped_at=at, skipped_by=listed.closed_by, skip_reason="Tidak diadakan."
    )
    type(listed).objects.filter(pk=listed.pk).update(
        published_at=listed.objections_until, published_by=listed.closed_by
    )
    assert objections.forget_senders(at=at + 360 * DAY) == 0, "a year has not passed"
    assert objections.forget_senders(at=at + 400 * DAY) == 1
    assert names() == {""}
    assert Objection.objects.filter(text=WHY).count() == 2
    with pytest.raises(IntegrityError, match="sender_has_a_name_until_it_is_erased"), transaction.atomic():
        ObjectionSender.objects.update(full_name="Nia Sari")


def test_what_changed_is_said_in_english_too(listed, crew, at, nia, proposal, client):
    objection = said(listed, proposal, nia, at=at)
    objections.assign(objection, crew.secretary, timezone.localdate(at) + 3 * DAY, by=crew.secretary, at=at)
    told = {"answer": "Ya.", "summary": "Jumlah pengguna tidak terbukti.", "reason": "Diperiksa."}
    motion = grave.answer(
        objection, outcome="suspended", **told, summary_en="Its users were not proven.", by=crew.secretary, at=at
    )
    settle(motion, by=crew.admin, at=at)
    carrying.published(listed, crew, at=listed.objections_until)
    address = Announcement.objects.get(stage=listed).get_absolute_url()
    indonesian, english = client.get(address), client.get(f"/en{address}")
    assert "Jumlah pengguna tidak terbukti." in text_of(indonesian)
    assert "Its users were not proven." not in text_of(indonesian)
    assert "Its users were not proven." in text_of(english)
    assert "Jumlah pengguna tidak terbukti." not in text_of(english)


def test_one_of_each_sort_about_a_proposal(listed, at, nia, proposal):
    for sort in ("support", "opinion", "objection"):
        said(listed, proposal, nia, sort=sort, at=at)
        assert refusal_of(said, listed, proposal, nia, sort=sort, at=at) is rules.SAID_ALREADY
    assert Objection.objects.count() == 3
    assert Objection.objects.to_answer().count() == 1


def test_only_inside_the_window_and_only_about_what_is_listed(desk, listed, at, nia, proposal):
    out = Choice.objects.filter(decision__stage=listed, goes_on=False).first().proposal
    assert refusal_of(said, listed, out, nia, at=at) is rules.NOT_ON_THE_LIST
    end = listed.objections_until
    assert refusal_of(said, listed, proposal, nia, at=end) is rules.NO_OBJECTIONS_NOW
    said(listed, proposal, nia, at=end - timedelta(seconds=1))


def test_support_and_opinions_are_read_and_hold_nothing_up(listed, crew, at, nia, proposal):
    support = said(listed, proposal, nia, sort="support", at=at)
    wanted = {"to": crew.secretary, "answer_by": timezone.localdate(at), "by": crew.secretary, "at": at}
    assert refusal_of(objections.assign, support, **wanted) is rules.NOT_AN_OBJECTION
    assert carrying.published(listed, crew, at=listed.objections_until).published_at


def test_who_answers_until_when(listed, crew, at, nia, proposal):
    objection, today = said(listed, proposal, nia, at=at), timezone.localdate(at)
    given = {"outcome": "stands", "answer": "a", "summary": "b", "reason": "c", "by": crew.secretary, "at": at}
    assert refusal_of(grave.answer, objection, **given) is rules.NOT_ASSIGNED_YET
    judge = crew.evaluators[0]
    assert refusal_of(objections.assign, objection, crew.secretary, today, by=judge, at=at).key == "ministry_only"
    late = refusal_of(objections.assign, objection, crew.secretary, today - DAY, by=crew.secretary, at=at)
    assert late is rules.DEADLINE_PASSED
    objections.assign(objection, crew.admin, today + DAY, by=crew.secretary, at=at)
    assert Letter.objects.get(name="objection.assigned").recipient == crew.admin.user
    objection.refresh_from_db()
    assert refusal_of(grave.answer, objection, **{**given, "summary": " "}) is rules.SUMMARY_MISSING


@pytest.mark.journey
def test_five_hundred_in_a_minute_from_one_network_neither_drown_nor_shut_out_an_office(listed, at, proposal):
    people = Visitor.objects.bulk_create(
        Visitor(address=f"w{n}@kantor.id", mailbox=f"w{n}@kantor.id", first_at=at, confirmed_at=at) for n in range(500)
    )
    taken, refused = 0, []
    for number, person in enumerate(people):
        try:
            said(listed, proposal, person, sort="support", at=at + timedelta(seconds=number % 60))
            taken += 1
        except Refused as one:
            refused.append(one.refusal)
    # An office of two hundred has spoken; whoever comes after them waits, and reads why.
    assert (taken, set(refused)) == (200, {TOO_MANY_ATTEMPTS})
    other = visitors.confirm("jauh@lain.id", at=at)
    said(listed, proposal, other, at=at + timedelta(minutes=1), network="198.51.100.4")
    later = visitors.confirm("sabar@kantor.id", at=at)
    said(listed, proposal, later, at=at + timedelta(minutes=62))


def test_one_mailbox_does_not_flood(listed, at, nia, proposal):
    codes = [choice.proposal for choice in Choice.objects.filter(decision__stage=listed).going_on()]
    sorts, met = ["support", "opinion", "objection"], []
    for number in range(20):
        try:
            said(listed, codes[number % 3], nia, sort=sorts[number // 3 % 3], at=at, network=f"198.51.100.{number}")
        except Refused as refused:
            met.append(refused.refusal)
    # One of each sort about each of the three: nine; the tenth says what was said, the others are too many.
    assert (Objection.objects.count(), met) == (9, [rules.SAID_ALREADY, *[TOO_MANY_ATTEMPTS] * 10])


def test_evidence_of_ten_megabytes_is_refused_in_a_sentence():
    large = SimpleUploadedFile("bukti.pdf", b"%PDF-1.7" + b"0" * 10 * 1024 * 1024, content_type="application/pdf")
    with pytest.raises(Refused) as caught:
        taking.taken(large, objections.EVIDENCE)
    assert str(caught.value.refusal) == "Ukuran berkas paling besar 2 MB"


def test_evidence_is_kept_twice_and_known_to_the_check_of_the_store(listed, at, nia, proposal):
    letter = SimpleUploadedFile("bukti.pdf", prose.letter("bukti"), content_type="application/pdf")
    objection = said(listed, proposal, nia, evidence=taking.taken(letter, objections.EVIDENCE), at=at)
    row = Evidence.objects.get(objection=objection)
    assert list(objections.expected()) == [row.on_record, row.clean]


def test_postgresql_holds_what_an_answer_needs(listed, at, nia, proposal):
    objection = said(listed, proposal, nia, at=at)
    row = Objection.objects.filter(pk=objection.pk)
    with pytest.raises(IntegrityError, match="objection_answered_by_a_motion_and_whole"), transaction.atomic():
        row.update(answered_at=at, outcome="stands", answer="a", summary="b")
    with pytest.raises(IntegrityError, match="objection_assigned_whom_and_when"), transaction.atomic():
        row.update(assigned_at=at)
    with pytest.raises(IntegrityError, match="stage_published_after_the_objections"), transaction.atomic():
        type(listed).objects.filter(pk=listed.pk).update(published_at=at, published_by=listed.closed_by)
