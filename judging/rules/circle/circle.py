"""The acts that carry a stage round its circle, as one table: who, when, in whose turn, under which rule.

The control room offers from it, the acts' pages refuse with it, the table of access is printed from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import CONTROL, Membership, Role
from accounts.rules import Refusal
from accounts.rules import motions as motion_rules
from competitions import rules as contest
from competitions.models import Stage
from judging.models import Decision
from judging.rules.circle.advancing import (
    closing_refusal,
    computing_refusal,
    opening_refusal,
    publishing_refusal,
    skipping_refusal,
)
from judging.rules.judges.seating import assigning_refusal, seating_refusal
from judging.rules.panel.deciding import (
    approving_refusal,
    decree_refusal,
    deliberation_refusal,
    proposing_refusal,
    releasing_publication_refusal,
)
from judging.rules.public.objecting import objections_refusal, provisional_refusal


class Phase(models.TextChoices):
    """What a stage waits for."""

    LATER = "later", _("menunggu giliran")
    OPEN = "open", _("menunggu dibuka")
    SEAT = "seat", _("menunggu penilai ditetapkan")
    GIVE_OUT = "give_out", _("menunggu tugas dibagikan")
    WORK = "work", _("pekerjaan berjalan")
    GAP = "gap", _("tugas kosong")
    CLOSE = "close", _("menunggu ditutup")
    COMPUTE = "compute", _("sedang dihitung")
    FAILED = "failed", _("perhitungan gagal")
    DECIDE = "decide", _("menunggu keputusan")
    APPROVE = "approve", _("menunggu persetujuan orang kedua")
    SETTLE = "settle", _("keputusan disetujui, menunggu waktunya")
    LIST = "list", _("menunggu daftar sementara")
    OBJECT = "object", _("masa sanggah")
    PUBLISH = "publish", _("menunggu diumumkan")
    RELEASE = "release", _("pengumuman menunggu orang kedua")
    TIMED = "timed", _("pengumuman menunggu waktunya")
    OVER = "over", _("selesai")
    SKIPPED = "skipped", Stage.State.SKIPPED.label


@dataclass(frozen=True)
class CircleFacts:
    """What the rules look at: a stage with all that was counted of it, the office that asks, and the moment."""

    # A stage as the control room counts it: it carries more than its row.
    stage: Any
    office: Membership
    at: datetime
    decision: Decision | None
    computing: str | None
    earlier_are_over: bool


def always(stage: Any) -> bool:
    """Every stage knows the act."""
    return True


@dataclass(frozen=True)
class CircleAct:
    """One act: who may do it, when its turn is (as the table of access says it), and the rule that decides.

    `phases` wait for it, and `holder` is who is waited for then, in words (None: a person, named by the reading).
    `fits` says whether a stage knows the act at all.
    """

    by: tuple[Role, ...]
    when: str
    refusal: Callable[[CircleFacts], Refusal | None]
    phases: tuple[Phase, ...] = ()
    holder: str | Promise | None = None
    fits: Callable[[Any], bool] = always


ADMIN = (Role.MINISTRY_ADMIN,)
OF_ADMIN, OF_SECRETARY = _("admin kementerian"), _("sekretariat")

CIRCLE: Mapping[str, CircleAct] = {
    "pembukaan": CircleAct(
        ADMIN,
        "by the admin, planned, earlier stages over, inside the window",
        lambda so: opening_refusal(so.stage, office=so.office, at=so.at, earlier_are_over=so.earlier_are_over),
        (Phase.OPEN,),
        OF_ADMIN,
    ),
    "pembagian": CircleAct(
        CONTROL,
        "open, judges seated, the lot drawn where one is needed",
        lambda so: assigning_refusal(so.stage, office=so.office, has_panel=bool(so.stage.n_judges)),
        (Phase.GIVE_OUT, Phase.GAP),
        OF_SECRETARY,
        fits=lambda stage: not stage.needs.is_public,
    ),
    "perpanjangan": CircleAct(
        ADMIN,
        "by the admin, open or its window missed",
        lambda so: contest.lengthening_refusal(so.stage, by=so.office, at=so.at),
    ),
    "penutupan": CircleAct(
        ADMIN,
        "by the admin, open, nothing missing",
        lambda so: closing_refusal(so.stage, office=so.office),
        (Phase.CLOSE,),
        OF_ADMIN,
    ),
    "penghitungan": CircleAct(
        ADMIN,
        "by the admin, closed, the computation failed or lost",
        # Whether a worker is still at it or was lost, only the act finds out: it refuses what is being computed.
        lambda so: computing_refusal(
            so.stage, office=so.office, state=None if so.computing == "running" else so.computing
        ),
        (Phase.FAILED,),
        OF_ADMIN,
    ),
    "pengajuan-keputusan": CircleAct(
        ADMIN,
        "by the admin, computed, not proposed yet",
        lambda so: proposing_refusal(so.decision, office=so.office),
    ),
    "surat-keputusan": CircleAct(
        ADMIN,
        "by the admin, computed, not published, gives awards",
        lambda so: decree_refusal(so.stage, so.decision, office=so.office, gives_awards=so.stage.gives_awards),
        fits=lambda stage: bool(stage.gives_awards),
    ),
    "daftar-sementara": CircleAct(
        ADMIN,
        "by the admin, the decision approved, the edition gives a time to object; carried by two persons",
        lambda so: (
            provisional_refusal(so.stage, office=so.office, is_approved=bool(so.decision and so.decision.approved_at))
            or (motion_rules.ALREADY_MOVED if so.stage.publication_id else None)
        ),
        (Phase.LIST,),
        OF_ADMIN,
        fits=lambda stage: bool(stage.objection_days),
    ),
    "pengumuman": CircleAct(
        ADMIN,
        "by the admin, the decision approved, no objection left; carried by two persons",
        lambda so: (
            publishing_refusal(so.stage, so.decision, office=so.office, gives_awards=so.stage.gives_awards)
            or objections_refusal(so.stage, left=so.stage.n_objections, at=so.at)
            or (motion_rules.ALREADY_MOVED if so.stage.publication_id else None)
        ),
        (Phase.PUBLISH,),
        OF_ADMIN,
    ),
    "pelewatan": CircleAct(
        ADMIN,
        "by the admin, not over, earlier stages over, of a kind that may be skipped",
        # The reason is asked for on the page itself.
        lambda so: skipping_refusal(so.stage, office=so.office, reason="-", earlier_are_over=so.earlier_are_over),
        fits=lambda stage: bool(stage.needs.can_be_skipped),
    ),
    "penilai": CircleAct(
        CONTROL,
        "until work is given out",
        lambda so: seating_refusal(
            so.stage, office=so.office, work_given_out=so.stage.has_work and not so.stage.has_recusals
        ),
        (Phase.SEAT,),
        OF_SECRETARY,
        fits=lambda stage: bool(stage.needs.judged_by),
    ),
    "keputusan": CircleAct(
        CONTROL,
        "computed, until the decision is proposed",
        lambda so: deliberation_refusal(so.decision, office=so.office),
        (Phase.DECIDE,),
        _("sekretariat dan admin kementerian"),
    ),
    "persetujuan": CircleAct(
        ADMIN,
        "by another admin than the mover, the decision proposed",
        lambda so: approving_refusal(so.decision, office=so.office),
        (Phase.APPROVE,),
    ),
    "persetujuan-pengumuman": CircleAct(
        ADMIN,
        "by another admin than the mover, the announcement moved",
        lambda so: releasing_publication_refusal(
            office=so.office,
            mover=so.stage.publication_mover_id,
            is_moved=so.stage.publication_id is not None,
            is_agreed=so.stage.publication_seconded_at is not None,
        ),
        (Phase.RELEASE,),
        _("admin kementerian selain pengusulnya"),
    ),
}

# The act that each phase waits for; none where people elsewhere, or the machine, are at work.
NEXT: Mapping[Phase, str] = {phase: noun for noun, act in CIRCLE.items() for phase in act.phases}


def circle_refusals(facts: CircleFacts) -> dict[str, Refusal | None]:
    """Each act by its noun, with why this office may not do it now, or None."""
    return {noun: act.refusal(facts) for noun, act in CIRCLE.items()}
