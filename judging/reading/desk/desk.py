"""What a judge may read: the own assignments, and the dossier behind each. Never a mean, a rank or another's marks.

Everything starts from `Assignment.objects.held_by(user)`, so that what is given back, declared as a tie or
somebody else's is simply not there.
"""

from datetime import timedelta

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils import timezone

from accounts.models.asked_often import asked_often
from accounts.rules import Refused
from competitions.models import Stage
from judging import rules, stages
from judging.arithmetic.layout import pace
from judging.domain.work import of_the_same
from judging.models import (
    Assignment,
    Employer,
    Interest,
    Session,
    Visit,
    VisitReport,
    has_signed,
)
from judging.reading.desk import beside_cards
from proposals.models import Attachment, Proposal, neutral_title

# What a blind dossier is loaded without: whoever reads the page's memory finds neither its title nor a person.
PERSONAL = ("title", "title_key", "agency_then", "unit_then", *("contact_name", "contact_phone", "contact_email"))
# An assignment knows of its proposal whether it is still in the contest, and nothing more.
BUT_STATUS = [
    f"proposal__{field.name}" for field in Proposal._meta.concrete_fields if field.name not in {"id", "status"}
]


def stages_of(user, at):
    """The stages in which `user` holds work, as `with_work` gives them, in turn; one query."""
    return in_turn(every_stage(user.pk), at)


def with_work(user):
    """The stages in which somebody has been given work, with `edition`, as rows for `in_turn`.

    Adds `has_signed`, whether the user has signed the edition's pact, and `work`: how many pieces the user holds and
    has finished; None where nothing is held any more.
    """
    given = Assignment.objects.filter(judge=user, recused_at=None)
    held = Assignment.objects.held_by(user).filter(stage=OuterRef("pk")).order_by().values("stage")
    work = JSONObject(held=Count("pk"), done=Count("pk", filter=stages.finished_by_judge()))
    return (
        Stage.objects.filter(pk__in=given.values("stage"))
        .select_related("edition")
        .annotate(has_signed=has_signed(user, "edition"), work=Subquery(held.annotate(told=work).values("told")))
    )


every_stage = asked_often(with_work)


def in_turn(found, at):
    """The stages in which something is held, with the numbers `n_held` and `n_done`. Those that take marks at `at` come
    first, the one that ends soonest leading, then the others, the latest leading.
    """
    found = [one for one in found if one.work]
    for one in found:
        one.n_held, one.n_done = one.work["held"], one.work["done"]
    running = sorted((one for one in found if one.takes_marks(at)), key=lambda one: (one.closes_at, one.pk))
    others = (one for one in found if not one.takes_marks(at))
    return running + sorted(others, key=lambda one: (one.opens_at, one.pk), reverse=True)


def pace_of(stage, at):
    """An even pace through what is held of a running stage, as `stages_of` gives it; None outside its window."""
    if not stage.takes_marks(at):
        return None
    first, last = (timezone.localdate(one) for one in (stage.opens_at, stage.closes_at - timedelta(microseconds=1)))
    days, day = (last - first).days + 1, (timezone.localdate(at) - first).days + 1
    return pace.steady(stage.n_done, stage.n_held, day=day, days=days)


def work_in(stage, user):
    """The user's assignments in a stage in reading order, for a list: proposal, card, session.

    Adds `title`, in a blind stage that of the masked copy; there neither agency nor unit nor the own title is asked of
    the database.
    """
    return work(stage.pk, user.pk, stage.is_blind)


def work(stage, user, is_blind):
    """A user's assignments in a stage, both by their numbers, as `work_in` gives them."""
    shown = ["proposal__group", "proposal__category", "scorecard"]
    columns = [
        *("stage_id", "position", "cleared_at", "proposal__code"),
        *("proposal__group__name", "proposal__category__name"),
        *("scorecard__total", "scorecard__locked_at"),
    ]
    if not is_blind:
        shown.append("proposal__agency")
        columns += ["proposal__agency_then", "proposal__agency__name"]
    return (
        Assignment.objects.held_by(user)
        .filter(stage=stage)
        .select_related(*shown)
        .only(*columns)
        .annotate(title=title(is_blind), **beside_cards.session_of())
        .in_reading_order()
    )


def title_in(stage, path="proposal__"):
    """What a proposal is called in a stage, as an expression; `path` leads from the rows to the proposal."""
    return title(stage.is_blind, path)


def title(is_blind, path="proposal__"):
    """What a proposal is called to whom knows or does not know whose it is."""
    return neutral_title(path) if is_blind else F(f"{path}title")


def visits_in(stage, user):
    """The user's visits of a stage in the order of their days; who is visited is known, blind or not.

    Adds title, signed_at, when the user signed the own report, and begun_at, when it was last saved.
    """
    own = VisitReport.objects.filter(visit=OuterRef("pk"), verifier=user)
    return (
        Visit.objects.held_by(user)
        .filter(stage=stage)
        .annotate(title=F("proposal__title"))
        .annotate(signed_at=Subquery(own.values("signed_at")[:1]), begun_at=Subquery(own.values("saved_at")[:1]))
        .select_related("proposal__agency", "proposal__unit")
        .order_by("planned_on", "proposal__code")
    )


def sessions_in(stage, user):
    """The user's interview sessions in the order of the day, with the own card of each."""
    return work_in(stage, user).exclude(session_at=None).order_by("session_at", "pk")


def next_unfinished(stage_slug, position, user, *, at, after=""):
    """The assignment to go on with, None when every card that may be marked at a moment is locked; one query.

    Whose session has not begun, or was never set where others have one, waits. First come those without a complete
    card, then those not locked yet, in reading order; those that come after the proposal with the code `after` go
    first, that proposal itself last.
    """
    here = (
        Assignment.objects.filter(stage=OuterRef("stage"), judge=user, proposal__code=after)
        if after
        else Assignment.objects.none()
    )
    found = (
        Assignment.objects.held_by(user)
        .filter(
            stage__edition__slug=stage_slug,
            stage__position=position,
            stage__rubric__isnull=False,
            scorecard__locked_at=None,
        )
        .exclude(
            Exists(Session.objects.filter(stage=OuterRef("stage"))),
            ~Exists(of_the_same(Session).filter(starts_at__lte=at)),
            stage__edition__is_example=False,
        )
        .annotate(
            code=F("proposal__code"),
            has_signed=has_signed(user, "stage__edition"),
            is_here=flag(proposal__code=after),
            is_complete=flag(scorecard__total__isnull=False),
            from_here=Coalesce(Subquery(here.values("position")[:1]), 0),
        )
        .annotate(is_before=flag(position__lt=F("from_here")))
        .order_by("is_here", "is_complete", "is_before", "position", "pk")
        .first()
    )
    return opened(found, stage_slug) if found else None


def opened(row, slug):
    """The row of a judge's work in an edition, if its pact is signed; Refused, with the way to it, if not."""
    if refusal := rules.pact_refusal(has_signed=row.has_signed):
        raise Refused(refusal, way=reverse("judging:pact", args=[slug]))
    return row


def flag(**condition):
    """1 where the condition holds, else 0."""
    return Case(When(**condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def assignment(user, offices, *, slug, position, code, is_saved=False):
    """The user's assignment to the proposal `code` in a stage, with the scale, the card and the own progress.

    None where there is none; Refused with the reason where a tie closes the dossier or the pact is unsigned. Whether
    the judge has said before the cover that there is no tie, the assignment says itself (`cleared_at`).
    `offices` are the user's memberships of today: whoever has moved to the proposer's agency or province since is
    out, too. Where a card `is_saved` alone, what only its page shows is not asked. One query.
    """
    place = (user.pk, slug, position, code)
    found = with_its_scale(*place) if is_saved else with_its_card(*place, timezone.localdate())
    if not found:
        here = Q(stage__edition__slug=slug, stage__position=position, proposal__code=code)
        refuse_with_reason(Assignment.objects.filter(here, judge=user), user, offices)
        return None
    return opened(found[0], slug)


@asked_often
def with_its_card(judge, slug, position, code, day):
    """The judge's assignment to a proposal in a stage, with what stands beside it; at most one."""
    return to_dossier(judge, slug, position, code).annotate(**beside_cards.beside(judge, day))[:1]


@asked_often
def with_its_scale(judge, slug, position, code):
    """The same with what saving its card needs."""
    return to_dossier(judge, slug, position, code).annotate(**beside_cards.beside_a_save())[:1]


def to_dossier(judge, slug, position, code):
    """The judge's assignment to a proposal in a stage; of the proposal only whether it is still in the contest."""
    return (
        Assignment.objects.held_by(judge)
        .filter(stage__edition__slug=slug, stage__position=position, proposal__code=code)
        .select_related("stage__edition", "stage__rubric", "scorecard", "proposal")
        .defer(*BUT_STATUS)
        .annotate(code=F("proposal__code"))
        .order_by("pk")
    )


def refuse_with_reason(assignments, user, offices):
    """Say why the user's own assignment is closed; nothing where there never was one."""
    own = assignments.select_related("judge_agency", "proposal_agency", "proposal").first()
    if own is None:
        return
    declared = Interest.objects.filter(judge=user).values_list("proposal_id", flat=True)
    today = timezone.localdate()
    employers = Employer.objects.filter(judge=user).tying(today).select_related("agency__region")
    ties = rules.ties_of(offices, employer=own.judge_agency, employers=employers, declared=declared, on=today)
    agency = own.proposal_agency
    refusal = ties.refusal(own.proposal_id, agency=agency.pk, province=agency.province_code)
    if refusal := refusal or rules.reading_refusal(own, judge=user, ties=ties):
        raise Refused(refusal)


def proposal_of(assignment, *, is_read=False):
    """The proposal as its judge may know it: in a blind stage under its neutral title, nobody named.

    One whose dossier `is_read` brings what `dossier.read` reads of a blind one along.
    """
    if assignment.stage.is_blind:
        return under_its_title(masked(assignment.proposal_id, is_read)[0])
    return known(assignment.proposal_id)[0]


@asked_often
def masked(proposal, is_read):
    """A proposal without what names anybody; with its masked copy, if there is one, where it `is_read`."""
    found = Proposal.objects.filter(pk=proposal).select_related("group", "category", *(["masked"] if is_read else []))
    return found.annotate(called=neutral_title()).defer(*PERSONAL, "video_url")


@asked_often
def known(proposal):
    """A proposal with all that it says."""
    return Proposal.objects.filter(pk=proposal).with_places()


def cover_of(assignment):
    """Of a proposal what stands on its cover; nothing else is asked of the database."""
    told = ("code", "group__name", "category__name")
    found = Proposal.objects.select_related("group", "category").only(*told)
    return under_its_title(found.annotate(called=title_in(assignment.stage, "")).get(pk=assignment.proposal_id))


def under_its_title(proposal):
    """The proposal with the title that its reader may know in the place of its own; it is never saved."""
    proposal.title = proposal.called
    return proposal


def attachments_of(assignment):
    """The files this judge may open; the signed documents name the agency, so a blind stage has none of them."""
    judged = Attachment.objects.judged().of_the_group().filter(proposal=assignment.proposal_id)
    return judged.exclude(section=None) if assignment.stage.is_blind else judged
