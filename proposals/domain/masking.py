"""The one copy of a dossier that blind judges read: confirmed by its unit, masked further by the ministry."""

from django.db import transaction

from accounts.arithmetic import words
from accounts.domain import events, stamps
from accounts.rules import refuse
from competitions.models import Stage
from proposals import rules
from proposals.domain import completeness, neutrality
from proposals.domain.draft import drafting
from proposals.models import MaskedCopy, MaskedPassage, Proposal, SectionVersion


@transaction.atomic
def confirm(proposal, title, passages=(), *, seen=None, by, at):
    """The unit says what its proposal is called without a name, and that with these passages nothing names it.

    `passages` are words of the dossier, masked wherever they stand. Returns the MaskedCopy. `seen` is the stamp of
    what the unit was shown. Raises Refused and Stale.
    """
    proposal = locked(proposal)
    title = words.one_line(title)
    passages = list(dict.fromkeys(filter(None, map(words.one_line, passages))))
    answers = answers_of(proposal)
    names = neutrality.names_of(proposal)
    is_blind = reads_blind(proposal)
    found = names.and_passages(passages).found(title)
    refuse(rules.confirming_refusal(proposal, is_blind=is_blind, title=title, named=found, office=by, at=at))
    absent = [one for one in passages if not stands_in(answers, one)]
    refuse(rules.passages_refusal(passages, absent=absent))
    stamps.unchanged(seen, stamp(proposal), proposal)
    MaskedPassage.objects.filter(proposal=proposal, reason="").delete()
    kept = set(MaskedPassage.objects.filter(proposal=proposal).values_list("text", flat=True))
    MaskedPassage.objects.bulk_create(
        MaskedPassage(proposal=proposal, text=one, marked_at=at, marked_by=by) for one in passages if one not in kept
    )
    copy = write(proposal, title, names, at=at, confirmed_at=at, confirmed_by=by)
    drafting.touch(proposal, at)
    events.record("proposal.neutral_confirmed", on=proposal, by=by, at=at, title=title, passages=len(passages))
    return copy


@transaction.atomic
def mask(proposal, passage, reason, *, seen=None, by, at):
    """The ministry masks words of a sent dossier that still tell whose it is, and says why. Returns the MaskedCopy.

    Whoever reads the dossier blind reads the new copy from now on. `seen` is the stamp of what was shown. Raises
    Refused and Stale.
    """
    proposal = locked(proposal)
    refuse(rules.masking_refusal(proposal, is_blind=reads_blind(proposal), office=by))
    passage, reason = words.one_line(passage), reason.strip()
    copy = MaskedCopy.objects.filter(proposal=proposal).first() or made(proposal, at=at)
    is_masked = MaskedPassage.objects.filter(proposal=proposal, text=passage).exists()
    is_there = stands_in(copy.texts, passage) or stands_in({"": {"": copy.title}}, passage)
    refuse(rules.passage_refusal(passage, reason, is_there=is_there, is_masked=is_masked))
    stamps.unchanged(seen, stamp(proposal), proposal)
    MaskedPassage.objects.create(proposal=proposal, text=passage, reason=reason, marked_at=at, marked_by=by)
    copy = write(proposal, copy.given_title, neutrality.names_of(proposal), at=at)
    events.record("proposal.passage_masked", on=proposal, by=by, at=at, passage=passage, reason=reason)
    return copy


@transaction.atomic
def unmask(passage, reason, *, seen=None, by, at):
    """The ministry takes back what it masked by mistake, and says why; what the unit marked stays the unit's.

    Readers read the new copy from now on. `seen` is the stamp of what was shown. Raises Refused and Stale.
    """
    proposal = locked(passage.proposal)
    refuse(rules.masking_refusal(proposal, is_blind=reads_blind(proposal), office=by))
    passage = MaskedPassage.objects.filter(pk=passage.pk).first()
    reason = reason.strip()
    refuse(rules.unmasking_refusal(passage, reason))
    stamps.unchanged(seen, stamp(proposal), proposal)
    text = passage.text
    passage.delete()
    copy = MaskedCopy.objects.get(proposal=proposal)
    copy = write(proposal, copy.given_title, neutrality.names_of(proposal), at=at)
    events.record("proposal.passage_unmasked", on=proposal, by=by, at=at, passage=text, reason=reason)
    return copy


def make_missing(proposal_ids, *, at):
    """Make the copy of every dossier among these that has none, so that nobody reads it with its names.

    Part of the act that opens a blind stage: such dossiers were sent before the edition had one.
    """
    lacking = Proposal.objects.filter(pk__in=proposal_ids, masked=None).with_places().order_by("pk")
    for proposal in lacking:
        made(proposal, at=at)


def made(proposal, *, at):
    """A copy that nobody confirmed: the title without the names that were found, or the number alone."""
    names = neutrality.names_of(proposal)
    return write(proposal, names.without(proposal.title) or proposal.code, names, at=at)


def write(proposal, title, names, *, at, **confirmed):
    """Write the copy from the title given, the answers as they stand and every passage that was marked.

    In the title only the ministry masks: the unit wrote it, and the names were looked for before.
    """
    marked = list(MaskedPassage.objects.filter(proposal=proposal).order_by("pk").values_list("text", "reason"))
    whole = names.and_passages([text for text, _reason in marked])
    in_title = neutrality.Names(()).and_passages([text for text, reason in marked if reason])
    texts = {
        section: {key: whole.masked(text) for key, text in told.items()}
        for section, told in answers_of(proposal).items()
    }
    copy, _is_new = MaskedCopy.objects.update_or_create(
        proposal=proposal,
        defaults={
            "title": in_title.masked(title)[: rules.TITLE_MAX_LENGTH],
            "given_title": title[: rules.TITLE_MAX_LENGTH],
            "texts": texts,
            "words": {
                section: {key: words.count(text) for key, text in told.items()} for section, told in texts.items()
            },
            "made_of": made_of(proposal),
            "made_at": at,
            **confirmed,
        },
    )
    return copy


def pattern_of(proposal_id):
    """What finds every name of a dossier's and every passage that was marked, as a regular expression; six queries."""
    proposal = Proposal.objects.with_places().get(pk=proposal_id)
    marked = MaskedPassage.objects.filter(proposal=proposal_id).order_by("pk").values_list("text", flat=True)
    return neutrality.names_of(proposal).and_passages(marked).pattern.pattern


def locked(proposal):
    """The proposal, its row locked, with what its names are read from."""
    Proposal.objects.locked(proposal.pk)
    return Proposal.objects.with_places().get(pk=proposal.pk)


def reads_blind(proposal):
    """Whether some stage of its edition is judged without knowing whose a proposal is."""
    return Stage.objects.filter(edition=proposal.edition_id, is_blind=True).exists()


def answers_of(proposal):
    """The answers as they stand, by section key and question key, in the order of the form."""
    versions = SectionVersion.objects.current().filter(proposal=proposal).order_by("section__position")
    return dict(versions.values_list("section__key", "texts"))


def stands_in(answers, passage):
    """Whether words stand somewhere in the answers."""
    wanted = neutrality.Name(passage, neutrality.Kind.PASSAGE).alone
    return any(wanted.search(text) for told in answers.values() for text in told.values())


def made_of(proposal):
    """The fingerprint of what a copy of the dossier is made of now."""
    hashes = SectionVersion.objects.current().filter(proposal=proposal).values_list("section", "sha256")
    return completeness.made_of(proposal, dict(hashes))


def stamp(proposal):
    """The stamp of all that the page shows on which a unit confirms its copy."""
    title = MaskedCopy.objects.filter(proposal=proposal).values_list("title", flat=True).first()
    passages = MaskedPassage.objects.filter(proposal=proposal).order_by("text").values_list("text", flat=True)
    return stamps.fingerprint([made_of(proposal), title, list(passages)])
