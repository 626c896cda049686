"""One agency copies an innovation of another, step after step."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from accounts.domain.register import merging
from accounts.files import taking
from accounts.models import Letter, Role
from accounts.rules import Refused
from proposals import rules
from proposals.domain.follow_up import certificate, replication
from proposals.domain.follow_up.evidence import EVIDENCE
from proposals.models import Replication
from proposals.reading import follow_up
from proposals.rules import replication as why
from tests.factories import accounts, catalogue
from tests.factories.competitions import DURING
from tests.factories.proposals import pdf_bytes

pytestmark = pytest.mark.django_db

STEPS = ("asked", "agreed", "running", "certified", "declined", "dropped")
STEP_OF = dict(zip(STEPS, ("interest", *STEPS[1:]), strict=True))


@pytest.fixture
def entry(cast):
    return catalogue.earlier_entry(
        awards=(("top", "Top 45"),), agency=cast.agency_admin.agency, agency_name=cast.agency_admin.agency.name
    )


def proof():
    return taking.taken(SimpleUploadedFile("sk.pdf", pdf_bytes()), EVIDENCE)


def report(row, office, *, since=None):
    return replication.report(
        row,
        name="Antre Singkat",
        since=since or (DURING - timedelta(days=30)).date(),
        result="Tunggu 15 menit",
        evidence=proof(),
        by=office,
        at=DURING,
    )


ACTS = {
    "agree": lambda row, office: replication.agree(row, "Didampingi dua hari", by=office, at=DURING),
    "decline": lambda row, office: replication.decline(row, "Belum siap", by=office, at=DURING),
    "report": report,
    "certify": lambda row, office: replication.certify(row, by=office, at=DURING),
    "drop": lambda row, office: replication.drop(row, "Anggaran", by=office, at=DURING),
}


def at_step(step, cast, entry):
    """A replication that has come so far and no further."""
    row = replication.ask(entry, "Antrean panjang", by=cast.stranger_admin, at=DURING)
    if step in ("agreed", "running", "certified"):
        row = ACTS["agree"](row, cast.agency_admin)
    if step in ("running", "certified"):
        row = report(row, cast.stranger_admin)
    if step == "certified":
        row = ACTS["certify"](row, cast.secretary)
    if step == "declined":
        row = ACTS["decline"](row, cast.agency_admin)
    if step == "dropped":
        row = ACTS["drop"](row, cast.stranger_admin)
    return row


PASSED, AHEAD, OVER = why.STEP_PASSED, why.STEP_NOT_REACHED, why.REPLICATION_ENDED
# By step: with what each act by its right office is refused; None: it is done.
TABLE = {
    #            agree   decline report  certify drop
    "asked": (None, None, AHEAD, AHEAD, None),
    "agreed": (PASSED, PASSED, None, AHEAD, None),
    "running": (PASSED, PASSED, PASSED, None, None),
    "certified": (PASSED, PASSED, PASSED, PASSED, PASSED),
    "declined": (OVER, OVER, OVER, OVER, OVER),
    "dropped": (OVER, OVER, OVER, OVER, OVER),
}
RIGHT = dict(zip(ACTS, ("agency_admin", "agency_admin", "stranger_admin", "secretary", "stranger_admin"), strict=True))


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_follows_the_one_before(cast, entry, step, act):
    row = at_step(step, cast, entry)
    assert row.step == STEP_OF[step]
    assert list(Replication.objects.at(row.step)) == [row]
    refusal = dict(zip(ACTS, TABLE[step], strict=True))[act]
    if refusal is None:
        ACTS[act](row, getattr(cast, RIGHT[act]))
        return
    with pytest.raises(Refused) as refused:
        ACTS[act](row, getattr(cast, RIGHT[act]))
    assert refused.value.refusal is refusal


@pytest.mark.parametrize(
    ("act", "step", "may"),
    [
        ("agree", "asked", {"agency_admin", "secretary", "ministry_admin"}),
        ("decline", "asked", {"agency_admin", "secretary", "ministry_admin"}),
        ("report", "agreed", {"stranger_admin"}),
        ("certify", "running", {"secretary", "ministry_admin"}),
        ("drop", "running", {"stranger_admin"}),
    ],
)
@pytest.mark.parametrize(
    "who", ["proposer", "agency_admin", "stranger_admin", "judge", "secretary", "ministry_admin", "stranger"]
)
def test_who_takes_which_step(cast, entry, act, step, may, who):
    row = at_step(step, cast, entry)
    if who in may:
        ACTS[act](row, getattr(cast, who))
    else:
        with pytest.raises(Refused):
            ACTS[act](row, getattr(cast, who))
        row.refresh_from_db()
        assert row.step == STEP_OF[step]


@pytest.mark.parametrize(
    ("who", "change", "refusal"),
    [
        ("proposer", {}, why.ADMINS_OF_AGENCIES_ONLY),
        ("agency_admin", {}, why.OWN_INNOVATION),
        ("stranger_admin", {"is_example": True}, why.EXAMPLE_ENTRY),
        ("stranger_admin", {"ended_at": DURING, "ended_reason": "Keliru"}, why.TAKEN_FROM_CATALOGUE),
    ],
)
def test_who_may_ask_for_what(cast, entry, who, change, refusal):
    for name, value in change.items():
        setattr(entry, name, value)
    entry.save()
    with pytest.raises(Refused) as refused:
        replication.ask(entry, "Antrean", by=getattr(cast, who), at=DURING)
    assert refused.value.refusal is refusal


def test_an_agency_asks_once_and_again_after_a_no(cast, entry):
    row = replication.ask(entry, "Antrean", by=cast.stranger_admin, at=DURING)
    with pytest.raises(Refused) as refused:
        replication.ask(entry, "Antrean", by=cast.stranger_admin, at=DURING)
    assert refused.value.refusal is why.REPLICATION_STANDS
    ACTS["decline"](row, cast.agency_admin)
    replication.ask(entry, "Antrean", by=cast.stranger_admin, at=DURING)
    with pytest.raises(IntegrityError), transaction.atomic():
        Replication.objects.filter(pk=row.pk).update(declined_at=None, declined_by=None)


def test_a_no_has_its_reason(cast, entry):
    row = at_step("asked", cast, entry)
    with pytest.raises(Refused) as refused:
        replication.decline(row, " ", by=cast.agency_admin, at=DURING)
    assert refused.value.refusal is rules.REASON_MISSING


def test_it_cannot_run_since_tomorrow_or_before_there_was_anything_to_copy(cast, entry):
    row = at_step("agreed", cast, entry)
    for since, refusal in (
        ((DURING + timedelta(days=2)).date(), why.RUNNING_IN_FUTURE),
        (DURING.date().replace(year=2017), why.RUNNING_BEFORE_AGREED),
    ):
        with pytest.raises(Refused) as refused:
            report(row, cast.stranger_admin, since=since)
        assert refused.value.refusal is refusal


def test_each_step_is_told_to_the_other_side(cast, entry):
    at_step("certified", cast, entry)
    told = set(Letter.objects.filter(name__startswith="replication.").values_list("name", "recipient__full_name"))
    owner, copier = cast.agency_admin.user.full_name, cast.stranger_admin.user.full_name
    assert told == {
        ("replication.asked", owner),
        ("replication.agreed", copier),
        ("replication.running", owner),
        ("replication.certified", owner),
        ("replication.certified", copier),
    }


@pytest.mark.parametrize("whose", ["no register knows", "has no admin", "had one until today"])
def test_a_wish_that_no_owner_can_read_goes_to_the_secretariat(cast, whose):
    agency = None if whose == "no register knows" else accounts.agency(name="Kabupaten Sunyi")
    if whose == "had one until today":
        accounts.membership(Role.AGENCY_ADMIN, agency=agency, until=DURING.date())
    entry = catalogue.earlier_entry(agency=agency, agency_name="Kabupaten Sunyi")
    row = replication.ask(entry, "Antrean panjang", by=cast.stranger_admin, at=DURING)
    [letter] = Letter.objects.filter(name__startswith="replication.")
    assert (letter.name, letter.recipient) == ("replication.unowned", cast.secretary.user)
    assert "Kabupaten Sunyi" in letter.body
    waiting = [one for one in follow_up.for_ministry(cast.secretary, DURING) if "pemilik tanpa admin" in one.sentence]
    assert [one.rows.count() for one in waiting] == [1, 0]
    replication.agree(row, "Lewat surat", by=cast.secretary, at=DURING)
    assert not waiting[0].rows.all().exists()


def test_a_wish_that_its_owner_reads_does_not_wait_for_the_secretariat(cast, entry):
    at_step("asked", cast, entry)
    assert not any(one.rows.exists() for one in follow_up.for_ministry(cast.secretary, DURING))


def test_the_certificate_says_who_copies_what_since_when(cast, entry):
    row = at_step("certified", cast, entry)
    said = "\n".join(certificate.paragraphs(row))
    for text in (row.number, entry.title, row.agency.name, "Antre Singkat", f"/replikasi/sertifikat/{row.pk}/"):
        assert text in said
    assert certificate.pdf(row).startswith(b"%PDF")


def test_two_agencies_that_copy_the_same_do_not_become_one(cast, entry):
    at_step("asked", cast, entry)
    other = catalogue.replicated(entry=entry)
    refusal = merging.refusal(other.agency, cast.stranger_admin.agency, on=DURING.date())
    assert entry.title in str(refusal)
