"""Letters about judging: which event writes which letter to whom, and the words of each."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.templatetags.moments import deadline, left
from competitions import letters
from judging.letters import calendars
from judging.letters.duties import let_go, let_go_words, released, released_words
from judging.letters.guarding import broken_words, bundle_failed, bundle_words, seals_broken
from judging.letters.hearings import (
    concerned_by_session,
    concerned_by_sessions,
    lacking,
    lacking_words,
    moved_words,
    session_called_off,
    set_words,
    told_when,
)
from judging.letters.invitations import awaited_words, declined, declined_words, invited, invited_words
from judging.letters.people import by_person, secretaries
from judging.letters.skipping import home, skipped, skipped_words, stage_after
from judging.letters.talking import (
    calibrating_words,
    compared_words,
    feedback_words,
    may_compare,
    may_discuss,
    opened_words,
    other_readers,
    said_words,
    to_calibrate,
    told_why,
)
from judging.letters.visits import (
    concerned_by_visit,
    told_which_day,
    visit_called_off,
    visit_moved_words,
    visits_words,
)
from judging.models import Assignment, Award, Choice, Finding, PanelMember

# What the roof and the tests ask for by name, wherever it is kept.
__all__ = [
    "awaited_words",
    "broken_words",
    "bundle_words",
    "calibrating_words",
    "compared_words",
    "declined_words",
    "feedback_words",
    "invited_words",
    "lacking",
    "lacking_words",
    "let_go_words",
    "moved_words",
    "opened_words",
    "released_words",
    "said_words",
    "set_words",
    "skipped_words",
    "visit_moved_words",
    "visits_words",
]


@dataclass(frozen=True)
class Outcome:
    """What a published stage decided about one proposal: on it goes, with which awards, or why not.

    `reasons` are the entry checks it did not meet.
    """

    title: str
    code: str
    goes_on: bool
    awards: tuple
    reasons: tuple


def tell(event, stage, *, at, about=None, **facts):
    """Write the letters of `event` in a stage (with its edition loaded), one for each person concerned.

    `about` is what the event happened to, where that is not the stage itself.
    """
    name, concerned = LETTERS[event]
    letters.tell(name, stage.edition, concerned(stage, at=at, **facts), about=about or stage, at=at)


def new_work(stage, *, at):
    """Each judge who was given something to do at this moment; others have been told before."""
    given = Assignment.objects.filter(stage=stage, assigned_at=at).standing()
    for judge in User.objects.filter(pk__in=given.values("judge")).order_by("pk"):
        yield judge, lambda: given_words(stage), lambda judge=judge: calendar_of(stage, judge, at=at)


def calendar_of(stage, judge, *, at):
    """The calendar of a judge's sessions or visits; "" in a stage without any."""
    if sessions := calendars.of_judge(stage, judge):
        return calendars.attached(stage, sessions, to=judge, at=at, is_blind=stage.is_blind)
    return calendars.attached_visits(stage, calendars.visits_of_judge(stage, judge), to=judge, at=at)


def outsiders(stage, *, sample, at):
    """Each judge who was given a dossier of the quality sample at this moment."""
    given = sample.rereadings.filter(assigned_at=at, recused_at=None)
    for judge in User.objects.filter(pk__in=given.values("judge")).order_by("pk"):
        yield judge, lambda: reread_words(stage, sample)


def reread_words(stage, sample):
    """What an outsider is asked: to read anew, until when, and that it changes no result."""
    until = deadline(sample.due_at)
    asked = _("Ada usulan untuk Anda baca ulang sebagai sampel mutu. Nilai Anda tidak mengubah hasil lomba.")
    return {"tahap": str(stage), "tenggat": until, "tugas": asked, "tautan": desk()}


def given_to(stage, *, judges, at):
    """The judges, by the ids of their users, to whom work was given by hand."""
    for judge in User.objects.filter(pk__in=judges).order_by("pk"):
        yield judge, lambda: given_words(stage), lambda judge=judge: calendar_of(stage, judge, at=at)


def given_words(stage):
    """What a judge is told who was given work."""
    until = deadline(stage.closes_at)
    return {"tahap": str(stage), "tenggat": until, "tugas": task(stage.needs) % {"until": until}, "tautan": desk()}


def desk():
    """The address of the judges' desk."""
    return settings.BASE_URL + reverse("judging:desk")


def task(needs):
    """What a stage asks of its judges, one sentence."""
    if needs.is_scored:
        return _("Usulan untuk Anda nilai sudah tersedia di Sinovik. Kunci lembar nilai Anda paling lambat %(until)s.")
    if needs.selects:
        return _(
            "Berkas para peserta sudah dapat Anda baca di Sinovik untuk rapat penetapan. Anda tidak mengisi lembar "
            "nilai di tahap ini. Berkas terbuka sampai %(until)s."
        )
    return _(
        "Kunjungan untuk Anda sudah dijadwalkan di Sinovik. Kirim laporan setiap kunjungan paling lambat %(until)s."
    )


def outcomes(stage, *, decision, at):
    """Writers and agency admins of what stood in the stage: what was decided about theirs, without a score.

    Whoever left the contest since is told nothing: what was decided about it is not announced.
    """
    told = list(decided(stage, decision))
    following = stage_after(stage)
    for person, own in by_person(told, at=at):
        yield person, lambda own=own: outcome_words(stage, own, following)


def outcome_words(stage, outcomes, following):
    """What somebody is told whose proposals stood in a published stage."""
    said = "\n".join(outcome_said(outcome, following) for outcome in outcomes)
    return {"tahap": str(stage), "hasil": said, "tautan": home()}


def outcome_said(outcome, following):
    """What was decided about one proposal, in a line; its awards, or each rule it did not meet, below."""
    if outcome.goes_on:
        name = following.name if following else ""
        decided = _("lanjut ke tahap berikutnya, %(name)s") % {"name": name} if following else _("menang")
    else:
        decided = _("tidak lanjut") if following else _("tidak termasuk pemenang")
    lines = [f"- {outcome.title} ({outcome.code}): {decided}"]
    if outcome.awards:
        lines.append("  " + _("Penghargaan:") + " " + ", ".join(outcome.awards))
    for finding in outcome.reasons:
        check = finding.check_row
        why = _("Syarat yang tidak terpenuhi: %(rule)s Dasar: %(basis)s. Cara memenuhi: %(remedy)s") % {
            "rule": check.statement,
            "basis": check.legal_basis,
            "remedy": check.remedy,
        }
        lines.append(f"  {check.code}. {why}")
        if finding.detail:
            lines.append(f"  {finding.detail}")
    return "\n".join(lines)


def came_back(stage, *, judge, count, by, at):
    """The secretaries, who find somebody else for work that a judge gave or had to give back; not the one who knows."""
    if not count or stage.needs.selects:
        # Where a panel decides together, nobody reads in another's place.
        return
    code = PanelMember.objects.filter(stage=stage, judge=judge).values_list("code", flat=True).first()
    for person in secretaries(at=at).exclude(pk=by.user_id if by else None):
        yield person, lambda: came_back_words(stage, code, count)


def came_back_words(stage, code, count):
    """What the secretariat is told of work that came back."""
    page = reverse("judging:stage", args=[stage.edition.slug, stage.position])
    return {"tahap": str(stage), "kode_penilai": code, "jumlah": number(count), "tautan": settings.BASE_URL + page}


def number(count):
    """So many proposals, in words."""
    return ngettext("%(count)d usulan", "%(count)d usulan", count) % {"count": count}


def unfinished_words(stage, count, *, at):
    """What a judge is reminded of."""
    return {
        "tahap": str(stage),
        "tenggat": deadline(stage.closes_at),
        "sisa": left(stage.closes_at, at),
        "jumlah": number(count),
        "tautan": desk(),
    }


def late_words(stage, found):
    """What the secretariat is told of judges who have not finished."""
    page = reverse("judging:stage", args=[stage.edition.slug, stage.position])
    lines = (f"- {code} {judge.told_apart}: {number(count)}" for judge, code, count in found)
    return {
        "tahap": str(stage),
        "tenggat": deadline(stage.closes_at),
        "penilai": "\n".join(lines),
        "tautan": settings.BASE_URL + page,
    }


# event: the letter, and a function that says to whom, with what each is told
LETTERS = {
    "judge.invited": ("judge.invited", invited),
    "judge.declined": ("judge.declined", declined),
    "session.set": ("session.set", told_when),
    "session.moved": ("session.moved", concerned_by_session),
    "sessions.moved": ("session.moved", concerned_by_sessions),
    "session.cancelled": ("session.cancelled", session_called_off),
    "visit.set": ("visit.set", told_which_day),
    "visit.moved": ("visit.moved", concerned_by_visit),
    "visit.cancelled": ("visit.cancelled", visit_called_off),
    "stage.work_given_out": ("stage.work_given_out", new_work),
    "sample.drawn": ("stage.work_given_out", outsiders),
    "assignment.given": ("stage.work_given_out", given_to),
    "assignment.let_go": ("assignment.let_go", let_go),
    "panel.released": ("stage.work_came_back", came_back),
    "panel.judge_released": ("panel.released", released),
    "assignment.recused": ("stage.work_came_back", came_back),
    "calibration.set": ("calibration.set", to_calibrate),
    "calibration.revealed": ("calibration.revealed", may_compare),
    "discussion.opened": ("discussion.opened", may_discuss),
    "discussion.said": ("discussion.said", other_readers),
    "feedback.sent": ("feedback.sent", told_why),
    "seals.broken": ("seals.broken", seals_broken),
    "bundle.failed": ("bundle.failed", bundle_failed),
    "stage.skipped": ("stage.skipped", skipped),
    "stage.published": ("stage.outcome", outcomes),
}


def decided(stage, decision):
    """(proposal, Outcome) of every entrant still in the contest, by title."""
    reasons, awards = defaultdict(list), defaultdict(list)
    for finding in (
        Finding.objects.filter(stage=stage, is_met=False)
        .select_related("check_row")
        .order_by("proposal_id", "check_row__position")
    ):
        reasons[finding.proposal_id].append(finding)
    for award in Award.objects.filter(stage=stage).order_by("pk"):
        awards[award.proposal_id].append(award.name)
    choices = (
        Choice.objects.filter(decision=decision)
        .standing()
        .select_related("proposal")
        .order_by("proposal__title", "proposal_id")
    )
    for choice in choices:
        proposal = choice.proposal
        failed = () if choice.goes_on else tuple(reasons[proposal.pk])
        yield proposal, Outcome(proposal.title, proposal.code, choice.goes_on, tuple(awards[proposal.pk]), failed)
