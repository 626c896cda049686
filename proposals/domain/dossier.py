"""The dossier as its readers see it: judges, the secretariat, the people who wrote it."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.files.kinds import KINDS
from accounts.models.asked_often import asked_often
from competitions.models import Parents
from proposals.domain import questionnaire
from proposals.domain.catalogue import parents
from proposals.models import Attachment, Goal, MaskedCopy, Proposal, SectionVersion


@dataclass(frozen=True)
class Fact:
    """One line of the identity; `field` is the form field it comes from."""

    field: str
    label: str
    value: str


@dataclass(frozen=True)
class File:
    """One present file; `name` is neutral in a blind dossier."""

    pk: int
    name: str
    content_type: str
    size: int
    sha256: str

    @property
    def is_shown(self):
        """Whether the file can be shown as pictures."""
        return is_shown(self.content_type)

    @property
    def kind(self):
        """The name of its kind, "" for one that is no more."""
        return next((kind.label for kind in KINDS.values() if kind.content_type == self.content_type), "")


def is_shown(content_type):
    """Whether files of a type can be shown as pictures: documents of pages, and pictures themselves."""
    return content_type == "application/pdf" or content_type.startswith("image/")


@dataclass(frozen=True)
class Masked:
    """What stands of one section without names, as a version of it would say it."""

    texts: dict[str, str]
    words: dict[str, int]


@dataclass(frozen=True)
class Reply:
    key: str
    prompt: str
    text: str
    word_count: int
    max_words: int


@dataclass(frozen=True)
class Chapter:
    """One section with its answers and evidence."""

    key: str
    title: str
    weight: object
    needs_evidence: bool
    claim: str
    replies: tuple[Reply, ...]
    files: tuple[File, ...]


@dataclass(frozen=True)
class Document:
    key: str
    name: str
    file: File | None

    @property
    def answer(self):
        """What is handed in as this document: the name of its file, "" for nothing yet."""
        return self.file.name if self.file else ""


@dataclass(frozen=True)
class Dossier:
    """Everything a reader may see. A blind one holds nothing that names the agency, the unit or a person."""

    code: str
    title: str
    is_blind: bool
    facts: tuple[Fact, ...]
    chapters: tuple[Chapter, ...]
    documents: tuple[Document, ...]


def read(proposal, *, blind, as_coached=False, asked=None):
    """The dossier of a proposal loaded `with_places()`; five queries, two fewer where it is known what was `asked`. Of
    a coached finalist the judged text, unless `as_coached` asks for what was bettered since.

    Blind is read from the masked copy alone: without agency, unit, contact, video and the signed documents, evidence
    named by its place. Where there is no copy, there is no title and no answer.
    """
    asked = asked or questionnaire.of(proposal.edition_id)
    title, versions = masked(proposal) if blind else written(proposal, as_coached=as_coached)
    files = defaultdict(list)
    for attachment in (present_files if as_coached else judged_files)(proposal.pk):
        files[attachment.requirement_id, attachment.section_id].append(attachment)
    return Dossier(
        code=proposal.code,
        title=title,
        is_blind=blind,
        facts=tuple(facts(proposal, title, parents.of(proposal), blind)),
        chapters=tuple(
            chapter_of(chapter, versions.get(chapter.section.key), files[None, chapter.section.pk], blind)
            for chapter in asked.chapters_for(proposal)
        ),
        documents=()
        if blind
        else tuple(
            document_of(requirement, files[requirement.pk, None]) for requirement in asked.requirements_for(proposal)
        ),
    )


def written(proposal, *, as_coached=False):
    """The title and what stands of each section, by its key; one query."""
    versions = (current_versions if as_coached else judged_versions)(proposal.pk)
    return proposal.title, {version.section.key: version for version in versions}


def masked(proposal):
    """The same of the masked copy; one query where the proposal was loaded without it."""
    is_there = Proposal.masked.is_cached(proposal)
    copy = getattr(proposal, "masked", None) if is_there else next(iter(masked_copy(proposal.pk)), None)
    if copy is None:
        return proposal.code, {}
    return copy.title, {key: Masked(texts, copy.words[key]) for key, texts in copy.texts.items()}


@asked_often
def present_files(proposal):
    """The files of a proposal that stand, in the order they came."""
    return Attachment.objects.present().filter(proposal=proposal).order_by("pk")


@asked_often
def judged_files(proposal):
    """The files of a proposal that its judges read, in the order they came."""
    return Attachment.objects.judged().filter(proposal=proposal).order_by("pk")


@asked_often
def judged_versions(proposal):
    """What its judges read of each section of a proposal."""
    return SectionVersion.objects.judged().filter(proposal=proposal).select_related("section")


@asked_often
def current_versions(proposal):
    """What stands of each section of a proposal."""
    return SectionVersion.objects.current().filter(proposal=proposal).select_related("section")


@asked_often
def masked_copy(proposal):
    """The masked copy of a proposal; at most one."""
    return MaskedCopy.objects.filter(proposal=proposal).order_by("pk")[:1]


def facts(proposal, title, named, blind):
    """The identity as label and value, in the order of the form; `named` are the innovations it comes from.

    An innovation of the agency's own says whose the proposal is.
    """
    if not blind:
        yield Fact("agency", _("Instansi"), proposal.agency_name)
        yield Fact("unit", _("Unit"), proposal.unit_name or _("Instansi sendiri"))
    yield Fact("title", _("Judul inovasi"), title)
    yield Fact("group", _("Kelompok"), proposal.group.name if proposal.group else "")
    yield Fact("category", _("Kategori"), proposal.category.name if proposal.category else "")
    started_on = date_format(proposal.started_on, "j F Y") if proposal.started_on else ""
    yield Fact("started_on", _("Mulai diterapkan"), started_on)
    goals = "; ".join(f"{number}. {Goal(number).label}" for number in proposal.sdgs)
    yield Fact("sdgs", _("Tujuan pembangunan berkelanjutan"), goals)
    yield Fact("is_app", _("Berupa aplikasi"), {True: _("Ya"), False: _("Tidak"), None: ""}[proposal.is_app])
    if named and not (blind and Parents(proposal.group.parents).is_own):
        label = _("Melanjutkan") if Parents(proposal.group.parents).is_own else _("Replikasi dari")
        yield Fact("parents", label, "; ".join(f"{one.title} ({one.agency_name}, {one.year})" for one in named))
    if not blind:
        yield Fact("video_url", _("Tautan video"), proposal.video_url)
        yield Fact("contact_name", _("Nama inovator"), proposal.contact_name)
        yield Fact("contact_phone", _("Telepon inovator"), proposal.contact_phone)
        yield Fact("contact_email", _("Surel inovator"), proposal.contact_email)


def chapter_of(chapter, version, attachments, blind):
    """A section as it is read, its files in the order they came."""
    section = chapter.section
    return Chapter(
        key=section.key,
        title=section.title,
        weight=section.weight,
        needs_evidence=section.needs_evidence,
        claim=section.claim,
        replies=tuple(reply_of(question, version) for question in chapter.questions),
        files=tuple(
            neutral(attachment, number) if blind else file_of(attachment)
            for number, attachment in enumerate(attachments, start=1)
        ),
    )


def reply_of(question, version):
    """A question with its answer in that version of the section, or with an empty one."""
    return Reply(
        key=question.key,
        prompt=question.prompt,
        text=version.texts.get(question.key, "") if version else "",
        word_count=version.words.get(question.key, 0) if version else 0,
        max_words=question.max_words,
    )


def document_of(requirement, attachments):
    """A document with its one present file, if any."""
    file = file_of(attachments[0]) if attachments else None
    return Document(requirement.key, requirement.name, file)


def file_of(attachment):
    """What a reader may know of a file."""
    return File(attachment.pk, attachment.name, attachment.content_type, attachment.size, attachment.sha256)


def neutral(attachment, number):
    """What a reader may know who must not know whose it is: of the copy that tells nothing, under a name of its own."""
    name = neutral_name(attachment, number)
    return File(attachment.pk, name, attachment.content_type, attachment.clean_size, attachment.clean_sha256)


def neutral_name(attachment, number):
    """A name that tells nothing of who attached the file: "Bukti 2.pdf"."""
    return _("Bukti %(number)s") % {"number": number} + "." + attachment.clean.name.rpartition(".")[2]


def name_of(attachment, *, blind):
    """What a file is called among those of its section, as the dossier that shows it says; one query if blind."""
    if not blind:
        return attachment.name
    own = Attachment.objects.judged().filter(proposal=attachment.proposal_id, section=attachment.section_id)
    return neutral_name(attachment, own.filter(pk__lte=attachment.pk).count())
