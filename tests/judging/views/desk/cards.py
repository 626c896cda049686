"""A judge's card for tests: where it is, what its form sends, and files of its proposal."""

from django.urls import reverse
from django.utils import timezone

from accounts.files import keeping
from proposals.domain.draft import attachments
from proposals.models import Attachment
from tests.factories import accounts, proposals


def address(assignment, name="scorecard", *more):
    stage = assignment.stage
    return reverse(f"judging:{name}", args=(stage.edition.slug, stage.position, assignment.proposal.code, *more))


def answers(stage, points=80, *, step="nanti", **overrides):
    """What the form sends: the same level for every criterion, but for the overrides."""
    keys = stage.rubric.criteria.values_list("key", flat=True)
    return {**{f"nilai-{key}": str(points) for key in keys}, "langkah": step, **overrides}


def attached(proposal, *, requirement=False, name="rahasia-instansi.pdf", file=None):
    """A file of the proposal: evidence of a section, or a required document."""
    edition = proposal.edition
    place = (
        {"requirement": edition.requirements.order_by("position").first()}
        if requirement
        else {"section": edition.sections.filter(needs_evidence=True).order_by("position").first()}
    )
    note = f"bukti {next(accounts.numbers)} Dinas Kesehatan"
    return Attachment.objects.create(
        **keeping.both(file or proposals.file(name, note), folder=attachments.FOLDER),
        proposal=proposal,
        attached_at=timezone.now(),
        attached_by=proposal.created_by,
        **{"section": None, "requirement": None, **place},
    )
