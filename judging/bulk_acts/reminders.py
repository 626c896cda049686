"""Judges reminded of what they have left, and a reminder taken back before it leaves."""

from datetime import timedelta
from uuid import uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain.bulk_kinds import BulkKind
from accounts.domain.correspondence import messages, outbox
from accounts.domain.correspondence.messages import Addressee, Text
from accounts.models import Letter, Unwanted
from accounts.rules import UNWANTED, Refusal, refuse
from accounts.rules import letters as letter_rules
from accounts.rules.bulk import GONE
from competitions.models import Stage
from judging import letters, rules
from judging.bulk_acts.things import stage_of
from judging.circle import reminding
from judging.models import PanelMember
from judging.rules.desk import handing as handing_rules

# A nudge waits so long in the outbox: until then it can be taken back.
LEAVES_AFTER = timedelta(minutes=10)

NOTHING_LEFT = Refusal("nothing_left", gettext_lazy("Penilai ini tidak punya tugas yang belum selesai di tahap ini."))
NUDGED_TODAY = Refusal("nudged_today", gettext_lazy("Penilai ini sudah diingatkan hari ini."))


def members(ids, inputs):
    """The judges of these seats, by their codes."""
    found = PanelMember.objects.filter(stage=inputs["stage"], pk__in=ids).select_related("judge", "agency")
    return list(found.order_by("code"))


def occasion_of(inputs, at):
    """What the nudges of the day have in common."""
    stage = stage_of(inputs)
    return messages.nudge_occasion(stage.edition, timezone.localdate(at))


def nudging_refusals(things, inputs, *, office, at):
    """Why some of the judges are not reminded; six queries."""
    stage, judges = stage_of(inputs), [one.judge_id for one in things]
    left = {judge.pk: count for judge, _code, count in reminding.open_work(stage)} if stage.is_open else {}
    occasion = occasion_of(inputs, at)
    told = set(
        Letter.objects.filter(occasion=occasion, name=messages.NUDGE, recipient__in=judges).values_list(
            "recipient", flat=True
        )
    )
    unwanted = set(Unwanted.objects.filter(name=messages.NUDGE, user__in=judges).values_list("user", flat=True))

    def refusal(member):
        if found := letter_rules.messaging_refusal(1, office=office):
            return found
        if not stage.is_open:
            return rules.STAGE_NOT_OPEN
        if not member.judge.is_active:
            return handing_rules.INACTIVE_JUDGE
        if member.judge_id not in left:
            return NOTHING_LEFT
        if member.judge_id in unwanted:
            return UNWANTED
        return NUDGED_TODAY if member.judge_id in told else None

    return {one.pk: refusal(one) for one in things}


@transaction.atomic
def nudge(pk, inputs, *, key, by, at):
    """Write one judge, and keep the letter for a while; returns the letter."""
    stage = Stage.objects.locked(inputs["stage"])
    (member,) = members([pk], inputs) or [None]
    refuse(GONE if member is None else None)
    refuse(nudging_refusals([member], inputs, office=by, at=at)[pk])
    left = {judge.pk: count for judge, _code, count in reminding.open_work(stage)}[member.judge_id]
    words = {
        "instansi": member.agency.name if member.agency else "",
        "usulan": "",
        "sisa_tugas": f"- {stage}: {letters.number(left)}",
        "tautan": letters.home(),
    }
    occasion = occasion_of(inputs, at)
    messages.send(
        Text(inputs["subject"], inputs["body"]),
        [Addressee(member.judge, words)],
        key=uuid5(key, str(member.judge_id)),
        audience=f"{stage}: {member.label}",
        name=messages.NUDGE,
        occasion=occasion,
        edition=stage.edition.slug,
        leaves_at=at + LEAVES_AFTER,
        by=by,
        at=at,
    )
    return Letter.objects.get(recipient=member.judge_id, name=messages.NUDGE, occasion=occasion)


def nudge_said(inputs):
    """What a reminder does."""
    return [
        _("Perihal: %(subject)s") % {"subject": inputs["subject"]},
        _("Surat berangkat sesudah 10 menit; sampai saat itu dapat dibatalkan."),
    ]


def nudges(ids, inputs):
    """The letters of these ids."""
    return list(Letter.objects.filter(pk__in=ids).select_related("recipient").order_by("pk"))


def nudge_back_refusals(things, inputs, *, office, at):
    """Why some letters may not be taken back."""
    return {one.pk: letter_rules.taking_back_refusal(one, office=office) for one in things}


def nudge_back(pk, inputs, *, key, by, at):
    """Take one letter back."""
    return outbox.take_back(Letter.objects.get(pk=pk), by=by, at=at)


KINDS = (
    BulkKind(
        "nudge",
        gettext_lazy("Pengingat kepada penilai"),
        gettext_lazy("Ingatkan"),
        members,
        nudging_refusals,
        nudge,
        lambda member: member.label,
        said=nudge_said,
        undo="nudge-back",
    ),
    BulkKind(
        "nudge-back",
        gettext_lazy("Penarikan pengingat"),
        gettext_lazy("Tarik pengingat"),
        nudges,
        nudge_back_refusals,
        nudge_back,
        lambda letter: letter.addressee,
    ),
)
