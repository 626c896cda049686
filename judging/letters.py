"""Letters about judging: which event writes which letter to whom, and the words of each."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Membership, Role, User
from accounts.pages import above
from accounts.templatetags.moments import day, deadline, left, moment
from competitions import letters
from judging.models import Assignment, Award, Choice, Finding, PanelMember


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


def home():
    """The address of the page where everybody's work begins."""
    return settings.BASE_URL + above.address("home")


def new_work(stage, *, at):
    """Each judge who was given something to do at this moment; others have been told before."""
    given = Assignment.objects.filter(stage=stage, assigned_at=at).standing()
    for judge in User.objects.filter(pk__in=given.values("judge")).order_by("pk"):
        yield judge, lambda: given_words(stage)


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


def skipped(stage, *, proposals, at):
    """Writers and agency admins of what would have entered the stage, and the judges seated in it."""
    following = stage_after(stage)
    standing = [(proposal, proposal) for proposal in proposals.order_by("title", "pk")]
    applicants = by_person(standing, at=at)
    told = {person.pk for person, _own in applicants}
    seated = PanelMember.objects.filter(stage=stage, judge__is_active=True).exclude(judge__in=told)
    judges = [(member.judge, []) for member in seated.select_related("judge").order_by("judge")]
    for person, own in [*applicants, *judges]:
        yield person, lambda own=own: skipped_words(stage, own, following)


def skipped_words(stage, proposals, following):
    """What somebody is told whose proposals, if any, would have entered a stage that is left out."""
    if not proposals:
        said = _("Tidak ada tugas untuk Anda di tahap ini.")
    else:
        into = _("Usulan ini tetap ikut dan langsung masuk ke tahap “%(name)s”:")
        head = into % {"name": following.name} if following else _("Usulan ini tetap ikut:")
        said = "\n".join([head, "", *(f"- {proposal.title} ({proposal.code})" for proposal in proposals)])
    return {"tahap": str(stage), "alasan": stage.skip_reason, "usulan": said, "tautan": home()}


def came_back(stage, *, judge, count, by, at):
    """The secretaries, who find somebody else for work that a judge gave or had to give back; not the one who knows."""
    if not count or stage.needs.selects:
        # Where a panel decides together, nobody reads in another's place.
        return
    code = PanelMember.objects.filter(stage=stage, judge=judge).values_list("code", flat=True).first()
    for person in secretaries(at=at).exclude(pk=by.user_id):
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


def lacking(stage, missing, end, *, at):
    """Writers and agency admins of proposals whose materials are missing, and the words for each.

    `missing` holds (proposal, the names of what is missing) pairs, due by `end`.
    """
    for person, own in by_person([(proposal, (proposal, names)) for proposal, names in missing], at=at):
        yield person, lambda own=own: lacking_words(stage, own, end, at=at)


def lacking_words(stage, missing, end, *, at):
    """What somebody is reminded of whose materials are missing."""
    lines = (f"- {proposal.title} ({proposal.code}): {', '.join(map(str, names))}" for proposal, names in missing)
    return {
        "tahap": str(stage),
        "tenggat": deadline(end),
        "sisa": left(end, at),
        "bahan": "\n".join(lines),
        "tautan": settings.BASE_URL + reverse("judging:hearings"),
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


def invited(stage, *, invitation, at):
    """The judge who is asked."""
    yield invitation.judge, lambda: invited_words(stage, invitation)


def invited_words(stage, invitation):
    """What somebody is told who is asked to judge a stage."""
    schedule = _("%(since)s sampai %(until)s") % {"since": moment(stage.opens_at), "until": moment(stage.closes_at)}
    roles = _(" atau ").join(str(Role(role).label) for role in stage.needs.judged_by)
    return {**awaited_words(stage, invitation), "jadwal": schedule, "peran": roles}


def awaited_words(stage, invitation):
    """What somebody is reminded of whose answer is awaited."""
    page = reverse("judging:invitation", args=[invitation.pk])
    return {
        "tahap": str(stage),
        "dijawab_sebelum": day(invitation.reply_by),
        "tautan": settings.BASE_URL + page,
    }


def declined(stage, *, invitation, at):
    """The secretaries, who find somebody else."""
    for person in secretaries(at=at):
        yield person, lambda: declined_words(stage, invitation)


def declined_words(stage, invitation):
    """What the secretariat is told of somebody who declined."""
    page = reverse("judging:panel", args=[stage.edition.slug, stage.position])
    return {
        "tahap": str(stage),
        "calon": invitation.judge.told_apart,
        "alasan": invitation.reason,
        "tautan": settings.BASE_URL + page,
    }


def told_when(stage, *, sessions, at):
    """Writers and agency admins of those whose sessions are new, when each is."""
    place = {session.proposal_id: session for session in sessions}
    ordered = sorted(sessions, key=lambda session: (session.starts_at, session.room))
    for person, own in by_person([(one.proposal, one.proposal) for one in ordered], at=at):
        yield person, lambda own=own: set_words(stage, [place[proposal.pk] for proposal in own])


def set_words(stage, sessions):
    """What somebody is told whose proposals are to be heard."""
    lines = (f"- {one.proposal.title} ({one.proposal.code}): {deadline(one.starts_at)}, {one.room}" for one in sessions)
    return {
        "tahap": str(stage),
        "sesi": "\n".join(lines),
        "tautan": settings.BASE_URL + reverse("judging:hearings"),
    }


def concerned_by_session(stage, *, session, reason="", at):
    """Writers, agency admins and judges of a session, everybody once."""
    proposal, told = session.proposal, set()
    page = reverse("judging:hearing", args=[session.pk])
    for person, _own in by_person([(proposal, proposal)], at=at):
        told.add(person.pk)
        yield person, lambda: moved_words(stage, session, reason, page)
    held = Assignment.objects.standing().filter(stage=stage, proposal=proposal)
    desk_page = reverse("judging:schedule", args=[stage.edition.slug, stage.position])
    for judge in User.objects.filter(pk__in=held.values("judge"), is_active=True).exclude(pk__in=told).order_by("pk"):
        yield judge, lambda: moved_words(stage, session, reason, desk_page)


def moved_words(stage, session, reason, page):
    """What somebody is told of a session that was moved."""
    proposal = session.proposal
    return {
        "tahap": str(stage),
        "sesi": f"{proposal.title} ({proposal.code}): {deadline(session.starts_at)}, {session.room}",
        "alasan": reason,
        "tautan": settings.BASE_URL + page,
    }


def secretaries(*, at):
    """The active secretaries of the day."""
    offices = Membership.objects.current(timezone.localdate(at)).filter(role=Role.SECRETARY)
    return User.objects.filter(pk__in=offices.values("user"), is_active=True).order_by("pk")


# event: the letter, and a function that says to whom, with what each is told
LETTERS = {
    "judge.invited": ("judge.invited", invited),
    "judge.declined": ("judge.declined", declined),
    "session.set": ("session.set", told_when),
    "session.moved": ("session.moved", concerned_by_session),
    "stage.work_given_out": ("stage.work_given_out", new_work),
    "panel.released": ("stage.work_came_back", came_back),
    "assignment.recused": ("stage.work_came_back", came_back),
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


def by_person(told, *, at):
    """Who is concerned by what: (user, [what]) of today's writers and agency admins, everybody once.

    `told` holds (proposal, what) pairs; each person gets theirs in this order, nothing twice.
    """
    by_unit, by_agency = defaultdict(set), defaultdict(set)
    for place, (proposal, _what) in enumerate(told):
        by_unit[proposal.unit_id].add(place)
        by_agency[proposal.agency_id].add(place)
    offices = (
        Membership.objects.current(timezone.localdate(at))
        .filter(
            Q(role=Role.UNIT, unit__in=by_unit.keys()) | Q(role=Role.AGENCY_ADMIN, agency__in=by_agency.keys()),
            user__is_active=True,
        )
        .select_related("user")
        .order_by("user_id")
    )
    people = defaultdict(set)
    for office in offices:
        people[office.user] |= by_unit[office.unit_id] if office.role == Role.UNIT else by_agency[office.agency_id]
    return [(person, [told[place][1] for place in sorted(places)]) for person, places in people.items()]


def stage_after(stage):
    """The stage that follows in the edition, or None after the last."""
    later = stage.edition.stages.filter(position__gt=stage.position, skipped_at=None)
    return later.order_by("position").first()
