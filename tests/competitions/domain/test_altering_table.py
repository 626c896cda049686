"""What of a plan may change when: every part against every state an edition lives through, with the exact outcome.

A change of a draft is made at once. Of an announced edition it is moved, and two people carry it; or it is refused with
a sentence. What hangs on a thing that is touched is counted: why it is refused, or what stays and goes along.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from accounts.domain import motions as grave
from accounts.models import Agency, AgencyKind, Motion, Role
from accounts.rules import Refused
from competitions import motions, rules
from competitions.domain import difference, planning, reliance
from competitions.domain.blueprint import AdmissionData, CategoryData, LetterData, ReminderData, RuleData
from competitions.domain.parts import PARTS
from competitions.kinds import StageKind
from competitions.models import Reminder
from proposals.domain.draft import drafting
from proposals.models import Proposal
from tests import carrying, once
from tests.factories import accounts, competitions, crews, proposals
from tests.factories.competitions import DURING, OPENS_AT, PLANNED_AT
from tests.seconding import settle

pytestmark = pytest.mark.django_db
BEFORE = OPENS_AT - timedelta(minutes=1)
A_DAY = timedelta(days=1)
GUEST, OTHER_GUEST = "Kementerian Tamu", "Kementerian Lain"
STATES = ("draft", "announced", "open", "judging", "marked", "closed", "published", "awarded")


def lived(state):
    """(crew, edition, moment): the edition as it stands in a state, with four dossiers once registration is open."""
    crew = crews.crew(evaluators=5, panelists=4)
    # No rules: what is tried here is when something may change, not whether the places can be filled.
    edition = competitions.small(by=crew.admin, places=(3, 2, 1), rules=(), agency_cap=3, announced=False)
    invite_to_a_second_group(edition, by=crew.admin)
    if state != "draft":
        edition = planning.announce(edition, by=crew.admin, at=PLANNED_AT)
    if state in ("draft", "announced"):
        return crew, edition, {"draft": PLANNED_AT, "announced": BEFORE}[state]
    dossiers = proposals.contestants(edition, 3)
    # One that was begun and says nothing yet.
    blank = proposals.draft(edition)
    section = edition.sections.get(key="ringkasan")
    texts = {question.key: " " for question in section.questions.all()}
    drafting.answer(blank, section, texts, is_done=False, by=proposals_writer(blank), at=DURING)
    assert len(dossiers) == 3
    if state == "open":
        return crew, edition, DURING
    stage = carrying.carried_to(edition, StageKind.DESK, crew)
    if state == "judging":
        return crew, edition, carrying.moment(stage)
    stage = carrying.worked(stage, crew, points=80)
    if state == "closed":
        stage = carrying.computed(stage, crew)
    if state in ("published", "awarded"):
        stage = carrying.published(carrying.decided(carrying.computed(stage, crew), crew), crew)
    if state == "awarded":
        stage = carrying.finished(carrying.fresh(edition.stages.get(kind=StageKind.PANEL)), crew)
    return crew, edition, carrying.moment(stage)


def invite_to_a_second_group(edition, *, by):
    """Beside the open group one by invitation, to which one of two agencies was invited."""
    for name in (GUEST, OTHER_GUEST):
        accounts.agency(AgencyKind.MINISTRY, name=name)
    stands = planning.plan_of(edition)
    guests = replace(stands.blueprint.groups[0], key="tamu", name="Tamu", agency_cap=None)
    invited = replace(guests, by_invitation=True, invited=(GUEST,))
    planning.alter(edition, "groups", (*stands.blueprint.groups, invited), by=by, at=PLANNED_AT)
    places = PARTS["places"].read(stands)
    own = {key: {**places[key], "tamu": 1} for key in ("panel", "final")}
    planning.alter(edition, "places", {**places, **own}, by=by, at=PLANNED_AT)


def proposals_writer(proposal):
    return proposal.unit.memberships.get()


@pytest.fixture(params=STATES)
def scene(request):
    state = request.param
    return state, *once.laid_out(("altering", state), lambda: lived(state))


def one(things, key, **changes):
    """The things, with one of them changed."""
    assert key in [thing.key for thing in things]
    return tuple(replace(thing, **changes) if thing.key == key else thing for thing in things)


def without(things, key):
    assert key in [thing.key for thing in things]
    return tuple(thing for thing in things if thing.key != key)


def of_question(sections, section, *, more="", **changes):
    """The sections with the first question of one of them changed, or gone where nothing is said; or one `more`."""
    first, *others = next(each for each in sections if each.key == section).questions
    firsts = (first, replace(first, key=more)) if more else (replace(first, **changes),) if changes else ()
    return one(sections, section, questions=(*firsts, *others))


def awarding(awards, stage, **changes):
    """The awards with the first one of a stage changed."""
    first, *others = awards[stage]
    return {**awards, stage: (replace(first, **changes), *others)}


def inviting(groups, *names):
    """The groups, with these agencies invited to the one by invitation."""
    return one(groups, "tamu", invited=names)


def weighed(**shares):
    return {key: Decimal(share) for key, share in shares.items()}


def of_rubric(rubrics, which, **changes):
    """The rubrics with another first criterion in one of them."""
    first, *others = next(each for each in rubrics if each.key == which).criteria
    return one(rubrics, which, criteria=(replace(first, **changes), *others))


FREE, FORM, ASKED = None, rules.FORM_IN_USE, rules.ASKED_ALREADY
STAGE, RUBRIC = rules.STAGE_IN_USE, rules.RUBRIC_IN_USE
OPENED, EXTENDED, GROWS = rules.OPENING_PASSED, rules.CLOSE_IS_EXTENDED, rules.CAP_ONLY_GROWS
ALWAYS = (FREE, FREE, FREE)


def since(refusal):
    """From the opening of registration on."""
    return (refusal, refusal, refusal)


# What changes: (part, the new value from the old, why it is refused: while registration is open, once the desk stage
# was opened, and once the finalists were announced). Until registration opens two people change whatever can run.
AT_THE_DESK, OF_FINALISTS = (FREE, STAGE, STAGE), (FREE, FREE, STAGE)
TABLE = {
    "the name": ("head", lambda v: replace(v, name="KIPP Baru"), ALWAYS),
    "the year": ("head", lambda v: replace(v, year=2027), ALWAYS),
    "the theme": ("head", lambda v: replace(v, theme="Bersama"), ALWAYS),
    "the legal basis": ("head", lambda v: replace(v, legal_basis="Peraturan lain"), ALWAYS),
    "the place": ("head", lambda v: replace(v, award_place="Bandung"), ALWAYS),
    "the signatory": ("head", lambda v: replace(v, signatory_name="Menteri Baru"), ALWAYS),
    "the signatory's office": ("head", lambda v: replace(v, signatory_office="Deputi"), ALWAYS),
    "the heading of certificates": ("head", lambda v: replace(v, certificate_heading="Piagam"), ALWAYS),
    "who gives certificates": ("head", lambda v: replace(v, certificate_issuer="Kementerian"), ALWAYS),
    "what certificates say besides": ("head", lambda v: replace(v, certificate_words="Terima kasih."), ALWAYS),
    "the logo": ("head", lambda v: replace(v, logo="a" * 64), ALWAYS),
    "the picture of the signature": ("head", lambda v: replace(v, signature="b" * 64), ALWAYS),
    "the pact": ("head", lambda v: replace(v, pact="Saya jujur."), ALWAYS),
    "the opening": ("head", lambda v: replace(v, opens_at=v.opens_at + A_DAY), since(OPENED)),
    "the close": ("head", lambda v: replace(v, closes_at=v.closes_at + A_DAY), since(EXTENDED)),
    "a higher cap": ("head", lambda v: replace(v, agency_cap=5), ALWAYS),
    "no cap any more": ("head", lambda v: replace(v, agency_cap=None), ALWAYS),
    "a lower cap": ("head", lambda v: replace(v, agency_cap=2), since(GROWS)),
    "who may enter": ("admissions", lambda v: (AdmissionData("kind", "regency"),), since(FORM)),
    "the name of a group": ("groups", lambda v: one(v, "umum", name="Umum"), ALWAYS),
    "the guidance of a group": ("groups", lambda v: one(v, "umum", description="Lebih jelas."), ALWAYS),
    "the age in a group": ("groups", lambda v: one(v, "umum", min_age_months=12), since(FORM)),
    "a cap where a group had none": ("groups", lambda v: one(v, "umum", agency_cap=4), since(GROWS)),
    "one agency invited more": ("groups", lambda v: inviting(v, OTHER_GUEST, GUEST), ALWAYS),
    "another agency invited": ("groups", lambda v: inviting(v, OTHER_GUEST), ALWAYS),
    "nobody invited any more": ("groups", inviting, ALWAYS),
    "a group open to all": ("groups", lambda v: one(v, "tamu", by_invitation=False, invited=()), since(FORM)),
    "a group closed to most": (
        "groups",
        lambda v: one(v, "umum", by_invitation=True, invited=(GUEST,)),
        since(FORM),
    ),
    "one group less": ("groups", lambda v: without(v, "tamu"), since(FORM)),
    "the origin in a group": ("groups", lambda v: one(v, "umum", parents="any"), since(FORM)),
    "who proposes in a group": ("groups", lambda v: one(v, "umum", entered_by="agency"), since(FORM)),
    "the name of a category": ("categories", lambda v: one(v, "kesehatan", name="Gizi"), ALWAYS),
    "one category more": ("categories", lambda v: (*v, CategoryData("air", "Air")), since(FORM)),
    "one category less": ("categories", lambda v: without(v, "kesehatan"), since(FORM)),
    "the order of categories": ("categories", lambda v: v[::-1], since(FORM)),
    "the title of a section": ("sections", lambda v: one(v, "kebaruan", title="Yang baru"), ALWAYS),
    "the files of a section": ("sections", lambda v: one(v, "kebaruan", evidence_max_files=3), since(FORM)),
    "one section less": ("sections", lambda v: without(v, "ringkasan"), since(ASKED)),
    "the hint of a question": ("sections", lambda v: of_question(v, "ringkasan", hint="Tiga kalimat."), ALWAYS),
    "the words of a question": ("sections", lambda v: of_question(v, "ringkasan", prompt="Apa?"), since(FORM)),
    "the length of an answer": ("sections", lambda v: of_question(v, "ringkasan", max_words=300), since(FORM)),
    "one question more": ("sections", lambda v: of_question(v, "ringkasan", more="lagi"), since(FORM)),
    "one question less": ("sections", lambda v: of_question(v, "adaptabilitas"), since(ASKED)),
    "the name of a document": ("requirements", lambda v: one(v, v[0].key, name="Surat"), ALWAYS),
    "the letter of a document": ("requirements", lambda v: one(v, v[0].key, specimen="SURAT"), ALWAYS),
    "the size of a document": ("requirements", lambda v: one(v, v[0].key, max_bytes=2_000_000), since(FORM)),
    "one document less": ("requirements", lambda v: v[1:], since(ASKED)),
    "the remedy of a check": ("checks", lambda v: (replace(v[0], remedy="Perbaiki."), *v[1:]), ALWAYS),
    "the ground of a check": ("checks", lambda v: (replace(v[0], legal_basis="Pasal 3"), *v[1:]), ALWAYS),
    "the words of a check": ("checks", lambda v: (replace(v[0], statement="Lain."), *v[1:]), since(FORM)),
    "one check less": ("checks", lambda v: v[:-1], since(FORM)),
    "the name of a rubric": ("rubrics", lambda v: one(v, "desk", name="Meja"), ALWAYS),
    "what a criterion asks": ("rubrics", lambda v: of_rubric(v, "desk", description="Jelas."), ALWAYS),
    "a criterion of the desk": ("rubrics", lambda v: of_rubric(v, "desk", key="lain"), (FREE, RUBRIC, RUBRIC)),
    "a criterion of the interview": ("rubrics", lambda v: of_rubric(v, "interview", key="lain"), ALWAYS),
    "the name of the desk stage": ("stages", lambda v: one(v, "desk", name="Meja"), ALWAYS),
    "the readers of the desk": ("stages", lambda v: one(v, "desk", readers_each=3), AT_THE_DESK),
    "the passing score of the desk": ("stages", lambda v: one(v, "desk", passing_score=Decimal(70)), AT_THE_DESK),
    "whether the desk is blind": ("stages", lambda v: one(v, "desk", is_blind=False), AT_THE_DESK),
    "whether judges know each other": ("stages", lambda v: one(v, "desk", hides_colleagues=True), AT_THE_DESK),
    "whether applicants know the judges": ("stages", lambda v: one(v, "desk", hides_judges=False), AT_THE_DESK),
    "the window of the desk": ("stages", lambda v: one(v, "desk", lasts=20 * A_DAY), AT_THE_DESK),
    "the window of the final": ("stages", lambda v: one(v, "final", lasts=8 * A_DAY), ALWAYS),
    "one stage less": ("stages", lambda v: without(v, "field"), ALWAYS),
    "the places of the desk": ("places", lambda v: {**v, "desk": {"umum": 4}}, AT_THE_DESK),
    "the places of the final": ("places", lambda v: {**v, "final": {**v["final"], "umum": 2}}, ALWAYS),
    "a rule of finalists": (
        "composition",
        lambda v: {**v, "panel": (RuleData("agency", "*", maximum=9),)},
        OF_FINALISTS,
    ),
    "a rule of the final": ("composition", lambda v: {**v, "final": (RuleData("agency", "*", maximum=9),)}, ALWAYS),
    "the recap of the final": ("recap", lambda v: {**v, "final": weighed(desk=40, interview=60)}, ALWAYS),
    "what decides at the desk": ("ties", lambda v: {**v, "desk": {"decides": "kebaruan"}}, AT_THE_DESK),
    "what decides in the interview": ("ties", lambda v: {**v, "interview": {"decides": "delivery"}}, ALWAYS),
    "the name of finalists": ("awards", lambda v: awarding(v, "panel", name="Dua Finalis"), OF_FINALISTS),
    "the picture of finalists": ("awards", lambda v: awarding(v, "panel", picture="a" * 64), OF_FINALISTS),
    "the seal of finalists": ("awards", lambda v: awarding(v, "panel", seal="star"), OF_FINALISTS),
    "the name of winners": ("awards", lambda v: awarding(v, "final", name="Terbaik"), ALWAYS),
    "a letter": ("letters", lambda v: (LetterData("proposal.submitted", "Terima kasih", "Diterima."),), ALWAYS),
    "a reminder": ("reminders", lambda v: (*v, ReminderData("drafts-5", Reminder.About.DRAFTS, 5)), ALWAYS),
}
# Where a state stands in the last column; drafts and what was only announced stand in none.
COLUMN = {"open": 0, "judging": 1, "marked": 1, "closed": 1, "published": 1, "awarded": 2}


def wanted(edition, what):
    """The plan that stands, the part, and the value that it is to have."""
    part, change, _refusals = TABLE[what]
    stands = planning.plan_of(edition)
    return stands, part, change(PARTS[part].read(stands))


def tried(edition, what, *, by, at):
    """What becomes of a change: "freely", "by motion", or the first sentence of the refusal; nothing stays of it."""
    _stands, part, value = wanted(edition, what)
    mark = transaction.savepoint()
    try:
        if edition.announced_at:
            motions.alter(edition, part, value, "Arahan Menteri", by=by, at=at)
            return "by motion"
        return "freely" if planning.alter(edition, part, value, by=by, at=at) else "nothing"
    except Refused as refused:
        return refused.sentences[0]
    finally:
        transaction.savepoint_rollback(mark)


@pytest.mark.journey
def test_every_part_in_every_state(scene):
    state, crew, edition, at = scene
    outcomes = {what: tried(edition, what, by=crew.admin, at=at) for what in TABLE}
    column = COLUMN.get(state)
    allowed = "freely" if state == "draft" else "by motion"
    refusals = {what: column is not None and row[2][column] for what, row in TABLE.items()}
    assert outcomes == {what: str(refusal) if refusal else allowed for what, refusal in refusals.items()}
    assert not Motion.objects.filter(subject_id=edition.pk, kind=planning.altering.ALTERATION).exists()


@pytest.mark.parametrize("scene", STATES[1:], indirect=True)
def test_one_person_alone_alters_nothing_announced(scene):
    _state, crew, edition, at = scene
    for what in ("the theme", "the hint of a question", "a reminder"):
        _stands, part, value = wanted(edition, what)
        with pytest.raises(Refused) as caught:
            planning.alter(edition, part, value, by=crew.admin, at=at)
        assert caught.value.refusal is rules.NEEDS_TWO


# What is said besides the refusal, by state and change.
COUNTED = {
    "open": {
        "one section less": ("“Ringkasan” sudah dijawab 3 usulan.",),
        "one question less": ("“Apakah inovasi sudah direplikasi? Oleh siapa?” sudah dijawab 3 usulan.",),
        "one document less": ("“Surat pernyataan inovasi sudah diterapkan” sudah diunggah 3 usulan.",),
        "one category less": ("“Kesehatan” sudah dipilih 1 usulan.",),
        "the age in a group": ("“Kelompok umum” sudah dipilih 3 usulan.",),
        "one category more": (),
        "one check less": (),
    },
    "judging": {
        "the readers of the desk": ("“Penilaian proposal” sudah diikuti 3 usulan.",),
        "a criterion of the desk": (),
    },
    "marked": {"a criterion of the desk": ("Dengan “Penilaian proposal” sudah diisi 6 lembar nilai.",)},
}


@pytest.mark.parametrize("scene", COUNTED, indirect=True)
def test_what_hangs_on_what_is_refused_is_counted(scene):
    state, crew, edition, at = scene
    said = {}
    for what in COUNTED[state]:
        _stands, part, value = wanted(edition, what)
        with pytest.raises(Refused) as caught:
            motions.alter(edition, part, value, "Arahan Menteri", by=crew.admin, at=at)
        said[what] = caught.value.sentences[1:]
    assert said == COUNTED[state]


@pytest.mark.parametrize("scene", ["open"], indirect=True)
def test_an_agency_that_has_begun_stays_invited_and_another_does_not(scene):
    _state, crew, edition, at = scene
    guests = edition.groups.get(key="tamu")
    both = inviting(PARTS["groups"].read(planning.plan_of(edition)), GUEST, OTHER_GUEST)
    edition.groups.filter(key="tamu").update(invited=[GUEST, OTHER_GUEST])
    writer = accounts.membership(Role.UNIT, unit=accounts.unit(Agency.objects.get(name=GUEST)))
    Proposal.objects.filter(pk=proposals.draft(edition, by=writer).pk).update(group=guests)
    for names in ((OTHER_GUEST,), ()):
        with pytest.raises(Refused) as caught:
            motions.alter(edition, "groups", inviting(both, *names), "Arahan Menteri", by=crew.admin, at=at)
        assert caught.value.sentences == (
            str(rules.INVITED_HAVE_BEGUN),
            f"{GUEST} sudah memulai 1 usulan.",
        )
    motion = motions.alter(edition, "groups", inviting(both, GUEST), "Arahan Menteri", by=crew.admin, at=at)
    # The other one begins before the second person agrees.
    other = accounts.membership(Role.UNIT, unit=accounts.unit(Agency.objects.get(name=OTHER_GUEST)))
    late = proposals.draft(edition, by=other)
    Proposal.objects.filter(pk=late.pk).update(group=guests)
    with pytest.raises(Refused):
        grave.second(motion, seen=motion.sha256, by=crew.second_admin, at=at)
    Proposal.objects.filter(pk=late.pk).update(group=None)
    settle(motion, by=crew.second_admin, at=at)
    assert edition.groups.get(key="tamu").invited == [GUEST]


# What stays or goes along with a change that may be made, by state and change.
STAYS = {
    "announced": {
        "the close": ["Jadwal 6 tahap ikut bergeser, sejauh penutupan pendaftaran."],
        "the theme": [],
        "the name of a category": [],
    },
    "open": {
        "the name of a category": ["1 usulan dalam “Kesehatan” ikut tampil dengan yang baru."],
        "the name of a group": ["3 usulan dalam “Kelompok umum” ikut tampil dengan yang baru."],
        "the title of a section": ["3 usulan sudah menjawab “Kebaruan atau nilai tambah”. Jawabannya tetap."],
        "the hint of a question": [
            "3 usulan sudah menjawab “Apa inovasi ini, untuk siapa, dan apa hasilnya?”. Jawabannya tetap."
        ],
        "the name of a document": [
            "3 usulan sudah mengunggah “Surat pernyataan inovasi sudah diterapkan”. Berkasnya tetap."
        ],
        "a reminder": [],
    },
    "marked": {
        "the name of a rubric": ["6 lembar nilai dengan “Penilaian proposal” tetap."],
        "the name of the desk stage": ["3 usulan tetap dalam “Penilaian proposal”."],
        "the window of the final": [],
        "the pact": ["5 penilai menandatangani pakta lagi."],
    },
}


@pytest.mark.parametrize("scene", STAYS, indirect=True)
def test_what_stays_and_goes_along_is_counted(scene):
    state, _crew, edition, _at = scene
    said = {}
    for what in STAYS[state]:
        stands, part, value = wanted(edition, what)
        changes = difference.between(stands, PARTS[part].write(stands, value))
        said[what] = reliance.kept(edition, changes)
    assert said == STAYS[state]


@pytest.mark.parametrize("scene", ["draft"], indirect=True)
def test_what_else_changes_with_a_part_is_counted(scene):
    _state, _crew, edition, _at = scene
    stands = planning.plan_of(edition)
    gone = PARTS["stages"].write(stands, without(PARTS["stages"].read(stands), "interview"))
    assert (
        reliance.followed("stages", difference.between(stands, gone))
        == "Ikut berubah: Rekap nilai (1), Urutan bila nilai sama (1)."
    )
    renamed = PARTS["head"].write(stands, replace(stands.head, name="Lain"))
    assert reliance.followed("head", difference.between(stands, renamed)) == ""
