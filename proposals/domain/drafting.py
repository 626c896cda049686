"""Writing a dossier: beginning it, its identity, its sections."""

from collections.abc import Mapping
from dataclasses import fields, replace

from django.db import transaction
from django.db.models import Max

from accounts.domain import events
from accounts.rules import Refused
from competitions.models import Edition, Question
from proposals import rules
from proposals.arithmetic import words
from proposals.domain import completeness
from proposals.domain.questionnaire import Chapter
from proposals.models import Answer, Identity, Proposal, Transition


@transaction.atomic
def begin(edition, *, unit, title, by, at):
    """Begin a proposal of `unit`; returns it, numbered without gaps inside its edition."""
    # Not FOR UPDATE: that would also wait for everyone who merely refers to the edition.
    edition = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    if refusal := rules.beginning_refusal(edition, unit=unit, office=by, at=at):
        raise Refused(refusal)
    title = tidy(title)
    if refusal := rules.title_refusal(title):
        raise Refused(refusal)
    last = Proposal.objects.filter(edition=edition).aggregate(last=Max("number"))["last"] or 0
    proposal = Proposal.objects.create(
        edition=edition,
        number=last + 1,
        code=f"{edition.slug.upper()}-{last + 1:05d}",
        agency_id=unit.agency_id,
        unit=unit,
        title=title,
        created_at=at,
        created_by=by,
        changed_at=at,
    )
    Transition.objects.create(proposal=proposal, act="begin", source="", target=proposal.status, by=by, at=at)
    events.record("proposal.begun", on=proposal, by=by, at=at, code=proposal.code, title=title)
    return proposal


@transaction.atomic
def describe(proposal, identity: Identity, *, by, at):
    """Write down the identity. What is still missing is no hindrance, but then it does not count as done.

    Returns the problems (completeness.Problem) that stand in the way, an empty list where there are none.
    """
    identity = replace(identity, title=tidy(identity.title), sdgs=tuple(sorted(set(identity.sdgs))))
    proposal = Proposal.objects.locked(proposal.pk)
    if refusal := rules.writing_refusal(proposal, office=by, at=at) or rules.identity_refusal(proposal, identity):
        raise Refused(refusal)
    before = {field.name: getattr(proposal, field.name) for field in fields(identity) if field.name != "is_done"}
    for field in before:
        setattr(proposal, field, getattr(identity, field))
    proposal.sdgs = list(identity.sdgs)
    problems = completeness.identity_gaps(proposal)
    proposal.identity_done = identity.is_done and not problems
    proposal.changed_at = at
    proposal.save(update_fields=[*before, "identity_done", "changed_at"])
    changed = sorted(field for field, value in before.items() if value != getattr(proposal, field))
    events.record("proposal.described", on=proposal, by=by, at=at, changed=changed)
    return problems


@transaction.atomic
def answer(proposal, section, texts: Mapping[str, str], *, is_done, by, at):
    """Save the texts of one section by question key; keys not given keep their text.

    Every text is kept, however long; but a section with gaps or excess does not count as done. Returns
    the problems (completeness.Problem) that stand in the way, an empty list where there are none.
    Raises Refused, and KeyError for a key the section does not have.
    """
    proposal = Proposal.objects.locked(proposal.pk)
    if refusal := rules.writing_refusal(proposal, office=by, at=at) or rules.part_refusal(proposal, section):
        raise Refused(refusal)
    chapter = Chapter(section, tuple(Question.objects.filter(section=section).order_by("position")))
    if unknown := set(texts) - {question.key for question in chapter.questions}:
        raise KeyError(*unknown)
    saved = dict(Answer.objects.filter(proposal=proposal, question__section=section).values_list("question", "text"))
    written = {question: texts.get(question.key, saved.get(question.pk, "")) for question in chapter.questions}
    counts = {question.pk: words.count(text) for question, text in written.items()}
    problems = completeness.word_problems(chapter, counts)
    Answer.objects.bulk_create(
        [
            Answer(
                proposal=proposal,
                question=question,
                text=text,
                word_count=counts[question.pk],
                is_done=is_done and not problems,
                saved_at=at,
            )
            for question, text in written.items()
        ],
        update_conflicts=True,
        unique_fields=["proposal", "question"],
        update_fields=["text", "word_count", "is_done", "saved_at"],
    )
    touch(proposal, at)
    events.record(
        "proposal.answered",
        on=proposal,
        by=by,
        at=at,
        section=section.key,
        words={question.key: counts[question.pk] for question in chapter.questions},
        is_done=is_done and not problems,
    )
    return problems


def touch(proposal, at):
    """Note the moment of the latest change."""
    proposal.changed_at = at
    proposal.save(update_fields=["changed_at"])


def tidy(title):
    """A title on one line with single spaces, so that equal titles are equal texts."""
    return " ".join(title.split())
