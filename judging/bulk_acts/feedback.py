"""Feedback approved for many applicants at once, and the approvals taken back before anybody has read it."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain.bulk_kinds import BulkKind
from accounts.rules import Refused
from judging import rules
from judging.bulk_acts.things import stage_of
from judging.domain import feedback
from judging.models import Feedback

# How much of the reasons is shown in a preview.
SHOWN = 200


def of_stage(ids, inputs):
    """Feedback of the stage by its ids, by the number of the proposal."""
    found = Feedback.objects.filter(stage=inputs["stage"], pk__in=ids)
    return list(found.select_related("stage__edition", "proposal", "checked_by").order_by("proposal__number", "pk"))


def by_ids(ids, inputs):
    """Feedback by its ids, by the number of the proposal."""
    found = Feedback.objects.filter(pk__in=ids)
    return list(found.select_related("stage__edition", "proposal").order_by("proposal__number", "pk"))


def called(one):
    """The proposal, and how the reasons begin: who approves has to see what goes."""
    begins = " ".join(one.text.removeprefix("- ").split())
    return f"{one.proposal.code} {one.proposal.title[:80]}: {begins[:SHOWN] or _('tanpa alasan')}"


def approving_refusals(things, inputs, *, office, at):
    """Why some may not be approved."""

    def refusal(one):
        if found := rules.approving_feedback_refusal(one, office=office):
            return found
        return rules.MENDED_MEANWHILE if is_mended(one, inputs) else None

    return {one.pk: refusal(one) for one in things}


def is_mended(one, inputs):
    """Whether somebody has changed the reasons since the rows were looked at."""
    until = inputs.get("checked_until")
    return bool(until and one.checked_at and one.checked_at > datetime.fromisoformat(until))


def approve(pk, inputs, *, key, by, at):
    """Approve one as it was shown."""
    one = Feedback.objects.get(pk=pk, stage=inputs["stage"])
    if is_mended(one, inputs):
        raise Refused(rules.MENDED_MEANWHILE)
    return feedback.approve(one, seen=feedback.stamp(one), by=by, at=at)


def approving_said(inputs):
    """What approving does."""
    if stage_of(inputs).published_at:
        return [
            _("Umpan balik yang dipilih disetujui seperti tersimpan. Pengusul langsung membacanya dan mendapat surat.")
        ]
    return [
        _("Umpan balik yang dipilih disetujui seperti tersimpan; pengusul membacanya setelah hasil diumumkan."),
        _("Sampai hasil diumumkan, persetujuan masih dapat dibatalkan."),
    ]


def taking_back_refusals(things, inputs, *, office, at):
    """Why some approvals may not be taken back."""
    return {one.pk: rules.unapproving_feedback_refusal(one, office=office) for one in things}


def take_back(pk, inputs, *, key, by, at):
    """Take one approval back."""
    return feedback.take_back(Feedback.objects.get(pk=pk), by=by, at=at)


KINDS = (
    BulkKind(
        "approve-feedback",
        gettext_lazy("Persetujuan umpan balik"),
        gettext_lazy("Setujui umpan balik"),
        of_stage,
        approving_refusals,
        approve,
        called,
        said=approving_said,
        undo="unapprove-feedback",
    ),
    BulkKind(
        "unapprove-feedback",
        gettext_lazy("Pembatalan persetujuan umpan balik"),
        gettext_lazy("Batalkan persetujuan"),
        by_ids,
        taking_back_refusals,
        take_back,
        called,
    ),
)
