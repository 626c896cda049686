"""Who an edition's stages still lack: judges seated, answers awaited, pacts unsigned."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from accounts.models.counting import number_by
from competitions.kinds import NEEDS
from competitions.models import Stage
from judging.models import Invitation, PactSignature, PanelMember
from judging.reading.progress import number_of


@dataclass(frozen=True)
class Staff:
    """People as the list of work of a plan shows them: what there is, what is missing, and where to go.

    `is_later`: that nobody can be named yet, and nothing waits for it.
    """

    title: str
    url: str
    holds: str
    reasons: tuple[str, ...]
    is_later: bool = False


def staff(edition, plan) -> list[Staff]:
    """The judges of every stage that needs some and has not closed; one query. A draft says whom it will need."""
    if edition.announced_at is None:
        return [
            to_come(stage) for stage in plan.blueprint.stages if stage.kind in NEEDS and NEEDS[stage.kind].judged_by
        ]
    signed = PactSignature.objects.filter(judge=OuterRef("judge"), edition=edition, text=edition.pact)
    own = Invitation.objects.filter(stage=OuterRef("pk"))
    seated = PanelMember.objects.filter(stage=OuterRef("stage"), judge=OuterRef("judge"))
    found = Stage.objects.filter(edition=edition, closed_at=None, skipped_at=None).annotate(
        n_seated=number_of(PanelMember.objects.all()),
        n_unsigned=number_of(PanelMember.objects.filter(~Exists(signed))),
        n_waiting=counted(own, Q(answer="", withdrawn_at=None)),
        n_declined=counted(own, Q(answer=Invitation.Answer.DECLINED)),
        n_willing=counted(own.filter(~Exists(seated)), Q(answer=Invitation.Answer.ACCEPTED, withdrawn_at=None)),
    )
    return [staff_of(stage, edition) for stage in found.in_order() if stage.needs.judged_by]


def counted(rows, condition):
    """How many of a stage's invitations meet a condition, as a subquery."""
    return number_by(rows.filter(condition), "stage")


def to_come(stage) -> Staff:
    """One stage of a draft: its judges are invited once everybody knows of the edition."""
    needed = needed_by(stage, NEEDS[stage.kind])
    holds = _("Diundang setelah edisi diumumkan, sedikitnya %(needed)d penilai") % {"needed": needed}
    return Staff(_("Penilai: %(stage)s") % {"stage": stage.name}, "", holds, (), is_later=True)


def needed_by(stage, needs) -> int:
    """The fewest judges with whom a stage can work."""
    return stage.readers_each or len(needs.judged_by)


def staff_of(stage, edition) -> Staff:
    """One stage, counted, in words."""
    needed = needed_by(stage, stage.needs)
    short = max(0, needed - stage.n_seated)
    counts = {
        "short": short,
        "willing": stage.n_willing,
        "waiting": stage.n_waiting,
        # Who declined leaves a gap only where somebody is short.
        "declined": stage.n_declined if short else 0,
        "unsigned": stage.n_unsigned,
    }
    return Staff(
        _("Penilai: %(stage)s") % {"stage": stage.name},
        reverse("judging:panel", args=[edition.slug, stage.position]),
        _("Ditetapkan %(seated)d penilai dari sedikitnya %(needed)d") % {"seated": stage.n_seated, "needed": needed},
        tuple(WORDS[what] % {"count": count} for what, count in counts.items() if count),
    )


WORDS = {
    "short": ngettext_lazy("Kurang %(count)d penilai", "Kurang %(count)d penilai", "count"),
    "willing": ngettext_lazy(
        "%(count)d orang bersedia dan belum ditetapkan", "%(count)d orang bersedia dan belum ditetapkan", "count"
    ),
    "waiting": ngettext_lazy(
        "%(count)d orang belum menjawab undangan", "%(count)d orang belum menjawab undangan", "count"
    ),
    "declined": ngettext_lazy("%(count)d orang tidak bersedia", "%(count)d orang tidak bersedia", "count"),
    "unsigned": ngettext_lazy(
        "%(count)d orang belum menandatangani pakta integritas",
        "%(count)d orang belum menandatangani pakta integritas",
        "count",
    ),
}
