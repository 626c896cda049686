"""What becomes of judges and their work when two agencies become one: a tie that would arise forbids it."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.domain.register.following import Follower, Hanging
from accounts.models import Agency, Membership
from judging.models import Assignment, Employer, Judge, PanelMember, Rereading


def merged(source, target, *, at):
    """Seats and work of stages that are not closed follow; what was closed stays as it was frozen."""
    if not isinstance(source, Agency):
        return
    Employer.objects.filter(agency=source).update(agency=target)
    PanelMember.objects.filter(agency=source, stage__closed_at=None).update(agency=target)
    for work in (open_work, open_rereadings):
        work(judge_agency=source).update(judge_agency=target)
        work(proposal_agency=source).update(proposal_agency=target)


def recoded(old, new, *, at):
    """Judges live where they lived; the province has another code."""
    Judge.objects.filter(province=old).update(province=new)


def hindrances(source, target, *, on):
    """Work whose judge serves the one agency while its proposal is of the other: after the merger it would be a tie."""
    if not isinstance(source, Agency):
        return []
    would_tie = (Q(proposal_agency=source) & serves(target, on)) | (Q(proposal_agency=target) & serves(source, on))
    number = sum(work(recused_at=None).filter(would_tie).count() for work in (open_work, open_rereadings))
    if not number:
        return []
    return [
        ngettext(
            "%(number)s tugas penilai menjadi benturan kepentingan sesudah digabung. Lepaskan dahulu tugasnya.",
            "%(number)s tugas penilai menjadi benturan kepentingan sesudah digabung. Lepaskan dahulu tugasnya.",
            number,
        )
        % {"number": number}
    ]


def serves(agency, on):
    """The condition of work whose judge is of an agency, by office, by seat or by an employer that ties."""
    offices = Membership.objects.filter(user=OuterRef("judge"), agency=agency).current(on)
    employers = Employer.objects.filter(judge=OuterRef("judge"), agency=agency).tying(on)
    return Q(judge_agency=agency) | Exists(offices) | Exists(employers)


def counts(entry):
    """Work in stages that are not closed, on proposals of an agency."""
    if not isinstance(entry, Agency):
        return []
    number = open_work(proposal_agency=entry).count()
    return [Hanging(_("Tugas penilai atas usulannya"), number, _("ikut pindah; tahap yang sudah ditutup tetap"))]


def open_work(**condition):
    """Assignments of stages that are not closed."""
    return Assignment.objects.filter(stage__closed_at=None, **condition)


def open_rereadings(**condition):
    """Dossiers of a quality sample that are not signed: what is signed stands as it was."""
    return Rereading.objects.filter(signed_at=None, **condition)


WORK = Follower(
    columns=(
        "judging.employer.agency",
        "judging.judge.province",
        "judging.panelmember.agency",
        "judging.assignment.judge_agency",
        "judging.assignment.proposal_agency",
        "judging.rereading.judge_agency",
        "judging.rereading.proposal_agency",
    ),
    merged=merged,
    recoded=recoded,
    counts=counts,
    hindrances=hindrances,
)
