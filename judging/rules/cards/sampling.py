"""When a quality sample is drawn, and who marks what was drawn."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import CONTROL, Membership
from accounts.rules import MINISTRY_ONLY, Refusal
from competitions import rules as contest
from competitions.models import Stage
from judging.rules.desk.reading import NOT_ASSIGNED, OUT_OF_THE_CONTEST, SEALED

NOT_SAMPLED = Refusal("not_sampled", _("Sampel mutu diambil dari tahap yang usulannya dibagikan dengan undian."))
SHUT_BY_A_TIE = Refusal("shut_by_a_tie", _("Usulan ini tertutup bagi Anda karena benturan kepentingan."))
REREAD_ALREADY = Refusal("reread_already", _("Pembacaan ulang ini sudah dikunci."))
NO_OUTSIDERS = Refusal(
    "no_outsiders",
    _("Belum cukup penilai yang belum membaca usulan dalam sampel. Daftarkan penilai lain dahulu."),
)


def is_sampled(stage: Stage) -> bool:
    """Whether dossiers of a stage can be read anew: they are given out by lot and marked."""
    return bool(stage.needs.draws and stage.needs.is_scored)


def sampling_refusal(stage: Stage, *, office: Membership, is_computed: bool) -> Refusal | None:
    """Why the quality sample of a stage may not be drawn, or filled up."""
    if office.role not in CONTROL:
        return MINISTRY_ONLY
    if not is_sampled(stage):
        return NOT_SAMPLED
    if not (stage.closed_at and is_computed):
        return SEALED
    return contest.needing_refusal(stage.edition)


def rereading_refusal(rereading: Any, *, judge: int) -> Refusal | None:
    """Why this judge, who has no tie, may not mark a dossier of the sample."""
    if rereading.judge_id != judge:
        return NOT_ASSIGNED
    if rereading.recused_at is not None:
        return SHUT_BY_A_TIE
    if refusal := OUT_OF_THE_CONTEST.get(rereading.proposal.status):
        return refusal
    return REREAD_ALREADY if rereading.signed_at else None
