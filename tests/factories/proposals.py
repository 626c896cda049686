"""Dossiers for tests, made by the acts people use. Every trait says in its name how far it goes."""

from datetime import date, timedelta
from functools import cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F

from accounts.files import taking
from accounts.models import AgencyKind, Membership, Role
from competitions.models import Parents
from proposals.domain import lifecycle, masking, questionnaire, submission
from proposals.domain.catalogue import parents
from proposals.domain.draft import attachments, describing, drafting
from proposals.models import Identity, MaskedCopy, Proposal, Status
from tests.factories import accounts, catalogue
from tests.factories.competitions import DURING
from tests.replaying import replayed

STARTED_ON = date(2021, 3, 1)
AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
# Where contestants come from, in turn; the second is a left-behind region.
HOMES = (
    (AgencyKind.REGENCY, False),
    (AgencyKind.REGENCY, True),
    (AgencyKind.MINISTRY, False),
    (AgencyKind.CITY, False),
)


def fresh(proposal):
    """The proposal as the database has it now."""
    return all_fresh([proposal])[0]


def all_fresh(made):
    """The same of several, in their order."""
    known = Proposal.objects.select_related("edition", "agency", "unit", "group", "category")
    found = known.in_bulk([one.pk for one in made])
    return [found[one.pk] for one in made]


def draft(edition, *, by=None, title=None, at=DURING):
    """A proposal that has only a title; `by` is the writer, whose unit it is."""
    by = by or accounts.membership(Role.UNIT)
    title = title or f"Inovasi {next(accounts.numbers)}"
    return drafting.begin(edition, unit=by.unit, title=title, by=by, at=at)


@replayed(fresh)
def filled(edition, *, by=None, at=DURING, **identity):
    """A complete proposal still with its unit; `identity` overrides fields of the Identity."""
    by = by or accounts.membership(Role.UNIT)
    proposal = draft(edition, by=by, title=identity.pop("title", None), at=at)
    describing.describe(proposal, an_identity(proposal, **identity), by=by, at=at)
    proposal.refresh_from_db()
    name_parent(proposal, by=by, at=at)
    asked = questionnaire.of(edition.pk)
    for chapter in asked.chapters_for(proposal):
        texts = {question.key: text(question.max_words) for question in chapter.questions}
        drafting.answer(proposal, chapter.section, texts, is_done=True, by=by, at=at)
        if chapter.section.needs_evidence:
            attachments.attach(proposal, file(), section=chapter.section, by=by, at=at)
    for requirement in asked.requirements_for(proposal):
        attachments.attach(proposal, file(), requirement=requirement, by=by, at=at)
    if asked.is_blind:
        neutral(proposal, by=by, at=at)
    return proposal


def neutral(proposal, title="", passages=(), *, by, at=DURING):
    """What judges read without a name, confirmed; the title as it is where nothing else is said."""
    return masking.confirm(proposal, title or proposal.title, passages, by=by, at=at)


def covered(made):
    """The proposals, rows without answers, each with its masked copy of the same title."""
    MaskedCopy.objects.bulk_create(
        MaskedCopy(
            proposal=one, title=one.title, given_title=one.title, texts={}, words={}, made_of="", made_at=one.changed_at
        )
        for one in made
    )
    return made


def name_parent(proposal, *, by, at=DURING):
    """Where its group asks for it, the proposal comes from an earlier winner of its agency."""
    if proposal.group and proposal.group.parents != Parents.NONE:
        own = {"agency": proposal.agency, "agency_name": proposal.agency.name, "agency_kind": proposal.agency.kind}
        parents.name(proposal, catalogue.earlier_entry(awards=(("top", "Top 45"),), **own), by=by, at=at)


@replayed(fresh)
def with_agency(edition, *, by=None, at=DURING, **identity):
    """A complete proposal in the hands of its agency's admin."""
    by = by or accounts.membership(Role.UNIT)
    return lifecycle.hand_over(filled(edition, by=by, at=at, **identity), by=by, at=at + AN_HOUR)


@replayed(fresh)
def returned(edition, *, by=None, at=DURING, note="Lengkapi angka sebelum dan sesudah.", **identity):
    """A complete proposal that its agency's admin sent back."""
    proposal = with_agency(edition, by=by, at=at, **identity)
    return lifecycle.send_back(proposal, note, by=admin_of(proposal), at=at + 2 * AN_HOUR)


@replayed(fresh)
def submitted(edition, *, by=None, at=DURING, **identity):
    """A proposal in the contest."""
    proposal = with_agency(edition, by=by, at=at, **identity)
    submission.submit(proposal, declared=True, by=admin_of(proposal), at=at + 2 * AN_HOUR)
    proposal.refresh_from_db()
    return proposal


@replayed(all_fresh)
def contestants(edition, count):
    """So many submitted proposals, two of each agency, spread over kinds of agency and over categories."""
    categories = list(edition.categories.order_by("position"))
    writers = [
        accounts.membership(Role.UNIT, unit=accounts.unit(accounts.agency(kind, is_left_behind=left_behind)))
        for kind, left_behind in (HOMES[index % len(HOMES)] for index in range((count + 1) // 2))
    ]
    return [
        submitted(edition, by=writers[index // 2], category=categories[index % len(categories)])
        for index in range(count)
    ]


def rows(edition, count, *, agencies=3):
    """The same without answers and in one statement, of new agencies; titles end in their number."""
    units = [accounts.unit(accounts.agency(AgencyKind.CITY)) for _ in range(agencies)]
    writers = [accounts.membership(Role.UNIT, unit=unit) for unit in units]
    group = edition.groups.order_by("position").first()
    categories = list(edition.categories.order_by("position"))
    sent = edition.closes_at - A_DAY
    before = Proposal.objects.filter(edition=edition).count()
    return covered(
        Proposal.objects.bulk_create(
            Proposal(
                edition=edition,
                number=number,
                code=f"{edition.slug.upper()}-{number:05d}",
                agency=writer.agency,
                unit=writer.unit,
                title=f"Layanan Keliling {number}",
                group=group,
                category=categories[number % len(categories)],
                started_on=STARTED_ON,
                sdgs=[3],
                status=Status.SUBMITTED,
                created_at=sent,
                created_by=writer,
                changed_at=sent,
                handed_over_at=sent,
                handed_over_by=writer,
                submitted_at=sent,
                submitted_by=writer,
            )
            for number, writer in ((before + 1 + index, writers[index % agencies]) for index in range(count))
        )
    )


def admin_of(proposal):
    """An admin of the proposal's agency, appointed if there is none."""
    held = Membership.objects.filter(role=Role.AGENCY_ADMIN, agency=proposal.agency_id).order_by("pk").first()
    return held or accounts.membership(Role.AGENCY_ADMIN, agency=proposal.agency)


def an_identity(proposal, **overrides):
    """A finished identity in the first group and category of the edition."""
    plain = {
        "title": proposal.title,
        "group": proposal.edition.groups.order_by("position").first(),
        "category": proposal.edition.categories.order_by("position").first(),
        "started_on": STARTED_ON,
        "sdgs": (3,),
        "contact_name": "Sari Wulandari",
        "contact_phone": "0812 3456 7890",
        "contact_email": "sari@contoh.go.id",
        "is_done": True,
    }
    return Identity(**{**plain, **overrides})


def text(words):
    """So many words."""
    return " ".join(["kata"] * words)


def pdf(name="bukti.pdf", note="bukti"):
    """A small PDF that opens in any reader; another note gives another hash."""
    return SimpleUploadedFile(name, pdf_bytes(note), content_type="application/pdf")


@cache
def file(name="bukti.pdf", note="bukti"):
    """The same PDF, opened and ready to be attached."""
    return taking.taken(pdf(name, note), taking.Allowed())


@cache
def pdf_bytes(note="bukti", password=None):
    """The bytes of a one-page PDF, locked if there is a password."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    writer.add_metadata({"/Title": note})
    if password:
        writer.encrypt(password)
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def left(proposal, status=Status.WITHDRAWN):
    """The proposal leaves the contest, as a row: no letter, no history."""
    rows = Proposal.objects.filter(pk=proposal.pk)
    rows.update(status=status, ended_at=F("submitted_at"), ended_by=F("created_by"))
