"""What a dossier still lacks. The task list, the check page and the refusal to submit all read this."""

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

from accounts.domain import stamps
from competitions.models import Parents, Requirement
from proposals import rules
from proposals.domain import questionnaire
from proposals.domain.contents import NOTHING_WRITTEN, content_of
from proposals.models.proposal import UNSENT

IDENTITY_KEY = "identitas"
PARENTS_KEY = "inovasi-asal"
MASKING_KEY = "samaran"
PUBLIC_KEY = "halaman-publik"
EARLIER_KEY = "penghargaan-terdahulu"


class State(Enum):
    EMPTY = "empty"
    STARTED = "started"
    DONE = "done"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True)
class Problem:
    """One thing to mend: the identity field, question key or "files" it lies in, and a sentence."""

    field: str
    sentence: str


@dataclass(frozen=True)
class DossierPart:
    """One part of the form: identity, awards, innovations it comes from, section, document, mask, public page."""

    kind: str
    key: str
    title: str
    state: State
    problems: tuple[Problem, ...]

    @property
    def anchor(self):
        """The id of the part on a page that shows the whole dossier."""
        own = {"identity": IDENTITY_KEY, "parents": PARENTS_KEY, "masking": MASKING_KEY, "public": PUBLIC_KEY}
        own["earlier"] = EARLIER_KEY
        return own.get(self.kind) or {"section": f"bagian-{self.key}", "document": f"dokumen-{self.key}"}[self.kind]


@dataclass(frozen=True)
class Completeness:
    """All parts in the order of the form."""

    parts: tuple[DossierPart, ...]

    @property
    def problems(self):
        return tuple(problem for part in self.parts for problem in part.problems)

    @property
    def is_complete(self):
        return not self.problems

    @property
    def first_gap(self):
        """The sentence of the first thing still missing, or None."""
        return str(self.problems[0].sentence) if self.problems else None

    def part(self, kind, key):
        """The part of that kind and key; KeyError if the form has none."""
        for part in self.parts:
            if (part.kind, part.key) == (kind, key):
                return part
        raise KeyError(kind, key)

    @property
    def needed(self):
        return [part for part in self.parts if part.state != State.NOT_NEEDED]

    @property
    def done(self):
        return [part for part in self.parts if part.state == State.DONE]


def of(proposal):
    """The completeness of one proposal; three queries, and its group if not loaded."""
    return judge(proposal, questionnaire.of(proposal.edition_id), content_of(proposal))


def judge(proposal, asked, content):
    """The completeness of a proposal (with `group` loaded) against a Questionnaire and its Content. Pure."""
    return Completeness(
        (
            identity_part(proposal),
            *earlier_parts(proposal, content),
            *parents_parts(proposal.group, content),
            *(section_part(chapter, content) for chapter in asked.chapters_for(proposal)),
            *(document_part(requirement, content) for requirement in asked.requirements_for(proposal)),
            *masking_parts(proposal, asked, content),
            public_part(content),
        )
    )


def identity_part(proposal):
    """The identity as a part of the form."""
    problems = identity_gaps(proposal)
    is_begun = bool(proposal.group_id or proposal.category_id or proposal.started_on or proposal.contact_name)
    if not problems and not proposal.identity_done:
        problems.append(Problem("is_done", _("Tandai identitas selesai")))
    return DossierPart("identity", IDENTITY_KEY, _("Identitas inovasi"), state(problems, is_begun), tuple(problems))


def identity_gaps(proposal):
    """What the identity lacks. The video is optional."""
    wanted = [
        ("group", proposal.group_id, _("Pilih kelompok")),
        ("category", proposal.category_id, _("Pilih kategori")),
        ("started_on", proposal.started_on, _("Isi tanggal inovasi mulai diterapkan")),
        ("sdgs", proposal.sdgs, _("Pilih paling sedikit satu tujuan pembangunan berkelanjutan")),
        ("is_app", proposal.is_app is not None, _("Pilih apakah inovasi ini berupa aplikasi")),
        ("contact_name", proposal.contact_name, _("Isi nama inovator")),
        ("contact_phone", proposal.contact_phone, _("Isi nomor telepon inovator")),
        ("contact_email", proposal.contact_email, _("Isi alamat surel inovator")),
    ]
    return [Problem(field, sentence) for field, value, sentence in wanted if not value]


def earlier_parts(proposal, content):
    """Awarded innovations of a like title, while it is written and its group asks for a new one.

    It holds up nothing: what nobody answered is told to whoever examines the proposal.
    """
    group = proposal.group
    if group is None or group.parents != Parents.NONE or not content.earlier or proposal.status not in UNSENT:
        return ()
    standing = State.EMPTY if any(one.is_own is None for one in content.earlier) else State.DONE
    return (DossierPart("earlier", EARLIER_KEY, _("Penghargaan terdahulu"), standing, ()),)


def parents_parts(group, content):
    """The innovations a proposal comes from, where its group asks for them."""
    if group is None or group.parents == Parents.NONE:
        return ()
    problems = () if group.pk in content.origins else (Problem("entry", rules.missing_parent(group)),)
    return (DossierPart("parents", PARENTS_KEY, _("Inovasi asal"), state(problems, False), problems),)


def masking_parts(proposal, asked, content):
    """What judges read of it without a name, confirmed as it stands, where some stage is read so."""
    if not asked.is_blind:
        return ()
    is_confirmed = content.masked == made_of(proposal, {key: one.sha256 for key, one in content.written.items()})
    refusal = None if is_confirmed else rules.masking_gap(was_confirmed=bool(content.masked))
    problems = (Problem("title", refusal.sentence),) if refusal else ()
    standing = state(problems, bool(content.masked))
    return (DossierPart("masking", MASKING_KEY, _("Penilaian tanpa nama"), standing, problems),)


def public_part(content):
    """What the public is told besides the answers. Nobody has to, so it lacks nothing; done once consent is said."""
    standing = State.NOT_NEEDED
    if content.is_told:
        standing = State.STARTED if content.is_agreed is None else State.DONE
    return DossierPart("public", PUBLIC_KEY, _("Halaman publik"), standing, ())


def made_of(proposal, hashes):
    """The fingerprint of all that a masked copy is made of: the title, who is named, the answers by their hashes."""
    return stamps.fingerprint([proposal.title, proposal.contact_name, sorted(hashes.items())])


def section_part(chapter, content):
    """One section: texts within their limits, evidence there, and the unit's word that it is finished."""
    section = chapter.section
    written = content.written.get(section.pk, NOTHING_WRITTEN)
    problems = word_problems(chapter, written.words)
    if section.needs_evidence and section.pk not in content.evidence:
        problems.append(Problem("files", _("Unggah bukti untuk “%(title)s”") % {"title": section.title}))
    is_begun = any(written.words.values()) or section.pk in content.evidence
    if not problems and not written.is_done:
        problems.append(Problem("is_done", _("Tandai “%(title)s” selesai") % {"title": section.title}))
    return DossierPart("section", section.key, section.title, state(problems, is_begun), tuple(problems))


def word_problems(chapter, words):
    """What is wrong with the lengths: `words` is the number of words by question key, absent as none."""
    problems = []
    for question in chapter.questions:
        name = name_of(question, chapter)
        number = words.get(question.key, 0)
        if not number:
            sentence = empty(question, chapter)
        elif number > question.max_words:
            sentence = _("“%(name)s” paling banyak %(limit)s kata, sekarang %(number)s kata") % {
                "name": name,
                "limit": question.max_words,
                "number": number,
            }
        elif number < question.min_words:
            sentence = _("“%(name)s” paling sedikit %(limit)s kata, sekarang %(number)s kata") % {
                "name": name,
                "limit": question.min_words,
                "number": number,
            }
        else:
            continue
        problems.append(Problem(question.key, sentence))
    return problems


def name_of(question, chapter):
    """What people call the answer: the section where it is the only question, otherwise the question."""
    return chapter.section.title if len(chapter.questions) == 1 else question.prompt.strip()


def empty(question, chapter):
    """What to do about an answer that is not there."""
    wanted = _("Isi “%(name)s”") if len(chapter.questions) == 1 else _("Jawab pertanyaan “%(name)s”")
    return wanted % {"name": name_of(question, chapter)}


def document_part(requirement, content):
    """One document; an optional one that is not there needs nothing."""
    is_there = requirement.pk in content.documents
    problems = []
    if not is_there and requirement.applies != Requirement.Applies.OPTIONAL:
        problems.append(Problem("file", _("Unggah “%(name)s”") % {"name": requirement.name}))
    standing = state(problems, is_there) if is_there or problems else State.NOT_NEEDED
    return DossierPart("document", requirement.key, requirement.name, standing, tuple(problems))


def state(problems, is_begun):
    """Done without problems; otherwise begun or not."""
    if not problems:
        return State.DONE
    return State.STARTED if is_begun else State.EMPTY
