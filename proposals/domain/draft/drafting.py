"""Writing a dossier: beginning it, and its sections."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from accounts.arithmetic import words
from accounts.domain import events, stamps
from accounts.rules import Refused
from competitions import rules as contest
from competitions.models import Edition, Question
from proposals import rules
from proposals.domain import completeness
from proposals.domain.draft import describing, versions
from proposals.domain.questionnaire import AskedSection
from proposals.models import Proposal, SectionVersion, Status, Transition


@transaction.atomic
def begin(edition, *, unit, title, key=None, by, at):
    """Begin a proposal of `unit`; returns it, numbered without gaps inside its edition.

    Without a unit it is the agency's own: its admin, who begins it, writes it and sends it in.

    `key` names the form it was asked with: the same form with the same title, sent twice, begins one proposal.
    """
    # Not FOR UPDATE: that would also wait for everyone who merely refers to the edition.
    edition = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    groups = list(edition.groups.order_by("position"))
    entered_by = {group.entered_by for group in groups}
    if refusal := rules.beginning_refusal(edition, unit=unit, office=by, at=at, entered_by=entered_by):
        raise Refused(refusal)
    if refusal := contest.admission_refusal(edition.admissions.all(), agency=by.agency):
        raise Refused(refusal)
    refusals = [contest.invitation_refusal(group, agency=by.agency) for group in groups]
    if groups and all(refusals):
        raise Refused(refusals[0])
    title = words.one_line(title)
    if refusal := rules.title_refusal(title):
        raise Refused(refusal)
    # Who begins waits for the edition's row, so the first of two equal forms is there when the second asks.
    begun = Proposal.objects.filter(created_by=by, begun_with=key).first() if key else None
    if begun and (begun.edition_id, begun.title) == (edition.pk, title):
        return begun
    last = Proposal.objects.filter(edition=edition).aggregate(last=Max("number"))["last"] or 0
    proposal = Proposal.objects.create(
        edition=edition,
        number=last + 1,
        code=f"{edition.slug.upper()}-{last + 1:05d}",
        agency_id=by.agency_id,
        unit=unit,
        title=title,
        created_at=at,
        created_by=by,
        **({} if unit else {"status": Status.WITH_AGENCY, "handed_over_at": at, "handed_over_by": by}),
        begun_with=None if begun else key,
        changed_at=at,
    )
    describing.keep(proposal, None, by=by, at=at)
    Transition.objects.create(proposal=proposal, act="begin", source="", target=proposal.status, by=by, at=at)
    events.record("proposal.begun", on=proposal, by=by, at=at, code=proposal.code, title=title)
    return proposal


@transaction.atomic
def answer(proposal, section, texts: Mapping[str, str], *, is_done, seen=None, sitting=False, by, at):
    """Save the texts of one section by question key; keys not given keep their text.

    Every text is kept, however long; but a section with gaps or excess does not count as done. Returns
    the problems (completeness.Problem) that stand in the way, an empty list where there are none. The save is a
    version; one that is part of a `sitting` takes the place of the same writer's version of a moment ago.
    `seen` is the stamp of the version that the writer was shown. Raises Refused, Stale, and KeyError for a key the
    section does not have. No event: what was sent is recorded when it is sent.
    """
    chapter = AskedSection(section, tuple(Question.objects.filter(section=section).order_by("position")))
    proposal = Proposal.objects.locked(proposal.pk)
    version = save(proposal, chapter, texts, is_done=is_done, seen=seen, sitting=sitting, by=by, at=at)
    return completeness.word_problems(chapter, version.words)


@transaction.atomic
def keep_typed(code, chapter, texts, *, is_done, seen, by, at):
    """Keep what is typed into a section so far: the same save, found by its code; returns the version that stands.

    Costs the same whatever else is in the dossier. Raises Proposal.DoesNotExist besides, for what `by` may not see.
    """
    proposal = Proposal.objects.visible_to(by).locked_under(code)
    return save(proposal, chapter, texts, is_done=is_done, seen=seen, sitting=True, by=by, at=at)


@transaction.atomic
def restore(proposal, section, number, *, seen=None, by, at):
    """Put back the texts of an earlier version, as a new one; returns the version that stands.

    Raises Refused, Stale, and SectionVersion.DoesNotExist.
    """
    proposal = Proposal.objects.locked(proposal.pk)
    chapter = AskedSection(section, tuple(Question.objects.filter(section=section).order_by("position")))
    old = SectionVersion.objects.get(proposal=proposal, section=section, number=number)
    # A question that was added since was empty then.
    texts = {question.key: old.texts.get(question.key, "") for question in chapter.questions}
    return save(
        proposal, chapter, texts, is_done=old.is_done, seen=seen, sitting=False, restored_from=number, by=by, at=at
    )


def save(proposal, chapter, texts, *, is_done, seen, sitting, restored_from=None, by, at):
    """Write texts into a section of a locked proposal; returns the version that stands. At most five statements."""
    section = chapter.section
    if refusal := rules.writing_refusal(
        proposal, office=by, at=at, part=rules.part_name(section)
    ) or rules.part_refusal(proposal, section):
        raise Refused(refusal)
    if unknown := set(texts) - {question.key for question in chapter.questions}:
        raise KeyError(*unknown)
    stands = standing(proposal, section)
    before = stands.texts if stands else {}
    written = {question.key: texts.get(question.key, before.get(question.key, "")) for question in chapter.questions}
    counts = {key: words.count(text) for key, text in written.items()}
    is_done = is_done and not completeness.word_problems(chapter, counts)
    if stands and stands.says(written, is_done=is_done):
        return stands if sitting else versions.close(stands, at)
    stamps.unchanged(seen, stands.stamp if stands else stamps.NOTHING, stands)
    version = SectionVersion(
        proposal=proposal,
        section=section,
        texts=written,
        words=counts,
        is_done=is_done,
        sha256=versions.fingerprint(written),
        saved_by=by,
        restored_from=restored_from,
    )
    versions.keep(version, stands, sitting=sitting, at=at)
    touch(proposal, at)
    return version


def standing(proposal, section):
    """The version that stands in a section of a proposal, or None; one query."""
    return SectionVersion.objects.filter(proposal=proposal, section=section).order_by("-number").first()


def closed(proposal, at):
    """Close every section of a locked proposal as it stands; returns number and hash of each, by section key."""
    SectionVersion.objects.filter(proposal=proposal, closed_at=None).update(closed_at=at)
    rows = SectionVersion.objects.current().filter(proposal=proposal).order_by("section__position")
    return {
        key: {"number": number, "sha256": sha256}
        for key, number, sha256 in rows.values_list("section__key", "number", "sha256")
    }


def touch(proposal, at):
    """Note the moment of the latest change."""
    proposal.changed_at = at
    proposal.save(update_fields=["changed_at"])
