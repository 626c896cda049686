"""Field visits as the visited, their verifiers and the ministry see them."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from accounts.models.counting import number_by
from judging.arithmetic.layout import provinces
from judging.domain.visits import visit_reports
from judging.models import (
    Assignment,
    Claim,
    Observation,
    PanelMember,
    Photo,
    Visit,
    VisitFile,
    VisitReport,
    has_signed,
    signed_by_verifiers,
)
from proposals.models import Proposal

WITH_PLACES = ("stage__edition", "proposal__agency__region", "proposal__unit")
REPORTED_BY = ("reported_by__user", "reported_by__agency", "reported_by__unit")


@dataclass(frozen=True)
class Compared:
    """One claim as both verifiers saw it, with what it carries; `observations` in the order of the reports."""

    claim: Claim
    observations: tuple[Observation, ...]
    photos: tuple[Photo, ...]
    files: tuple[VisitFile, ...]

    @property
    def differs(self) -> bool:
        return len({one.outcome for one in self.observations}) > 1


@dataclass(frozen=True)
class Findings:
    """What was found on a visit: claim by claim, and the photographs and files of the whole."""

    rows: tuple[Compared, ...]
    photos: tuple[Photo, ...]
    files: tuple[VisitFile, ...]

    @property
    def differing(self) -> tuple[Compared, ...]:
        return tuple(row for row in self.rows if row.differs)


def of_participant(office):
    """The visits of an office's proposals of which it knows: announced, or made already; the latest first."""
    own = Proposal.objects.visible_to(office)
    return (
        Visit.objects.filter(Q(is_announced=True) | Q(reported_at__isnull=False), proposal__in=own)
        .select_related(*WITH_PLACES)
        .annotate(shown_judges=judges_shown())
        .order_by("-planned_on", "pk")
    )


def judges_shown():
    """A visit's verifiers, told apart, where the plan shows them to applicants, as an annotation; empty elsewhere."""
    held = Assignment.objects.standing().filter(
        stage=OuterRef("stage"), proposal=OuterRef("proposal"), stage__hides_judges=False
    )
    told_apart = Concat("judge__full_name", Value(" ("), "judge__email", Value(")"), output_field=TextField())
    return ArraySubquery(held.order_by("judge__full_name", "pk").values_list(told_apart))


def of_verifier(user):
    """The visits of a verifier in the order of their days, and those of them that are off, for calendars.

    Adds has_signed, whether the edition's pact is signed.
    """
    held = Assignment.objects.filter(judge=user, recused_at=None).without_conflict()
    return (
        Visit.objects.filter(stage__in=held.values("stage"), proposal__in=held.values("proposal"))
        .select_related(*WITH_PLACES)
        .annotate(has_signed=has_signed(user, "stage__edition"))
        .order_by("planned_on", "proposal__code")
    )


def cleared_by(user):
    """When this verifier said before the cover of the visit at hand that there is no tie, for a query."""
    own = Assignment.objects.standing().filter(stage=OuterRef("stage"), proposal=OuterRef("proposal"), judge=user)
    return Subquery(own.values("cleared_at")[:1])


def to_carry(user):
    """The visits that a verifier may still report, in the order of their days, each with has_signed and cleared_at."""
    held = Visit.objects.held_by(user).filter(
        reported_at=None, stage__opened_at__isnull=False, stage__closed_at=None, stage__skipped_at=None
    )
    return (
        held.select_related(*WITH_PLACES)
        .annotate(has_signed=has_signed(user, "stage__edition"), cleared_at=cleared_by(user))
        .order_by("planned_on", "proposal__code")
    )


def in_stage(stage):
    """The visits of a stage in the order of their days, with `n_signed`: how many of their verifiers have signed."""
    signed = signed_by_verifiers(VisitReport.objects.filter(visit=OuterRef("pk")))
    return (
        Visit.objects.standing()
        .filter(stage=stage)
        .annotate(n_signed=number_by(signed, "visit"))
        .select_related(*WITH_PLACES, *REPORTED_BY)
        .order_by("planned_on", "proposal__agency__region", "proposal__code")
    )


def in_calendar(stage):
    """Every visit of a stage, also those that are off, for calendars that have them."""
    return Visit.objects.filter(stage=stage).select_related(*WITH_PLACES).order_by("planned_on", "proposal__code")


def crews(visits):
    """The judges of these visits of one stage by proposal, each as a member of the panel, by code; two queries."""
    stages = {visit.stage_id for visit in visits}
    members = {
        (one.stage_id, one.judge_id): one
        for one in PanelMember.objects.filter(stage__in=stages).select_related("judge", "agency")
    }
    found = defaultdict(list)
    held = Assignment.objects.standing().filter(stage__in=stages, proposal__in=[visit.proposal_id for visit in visits])
    for stage, proposal, judge in held.order_by("pk").values_list("stage_id", "proposal_id", "judge_id"):
        if (stage, judge) in members:
            found[proposal].append(members[stage, judge])
    return {proposal: sorted(own, key=lambda one: one.code) for proposal, own in found.items()}


def crowded(stage):
    """Where a verifier visits more on a day than the plan asks, since somebody went without a day otherwise.

    (code, day, how many), by day; one query.
    """
    on = Visit.objects.filter(stage=stage, proposal=OuterRef("proposal"))
    seat = PanelMember.objects.filter(stage=stage, judge=OuterRef("judge"))
    found = (
        Assignment.objects.standing()
        .filter(stage=stage)
        .order_by()
        .annotate(day=Subquery(on.values("planned_on")[:1]), code=Subquery(seat.values("code")[:1]))
        .values("judge", "code", "day")
        .annotate(number=Count("pk"))
        .filter(number__gt=stage.arranged.visits_each, day__isnull=False)
    )
    return list(found.order_by("day", "code").values_list("code", "day", "number"))


def island(visit):
    """The island group that a visit is in, as travel is grouped."""
    return provinces.island_of(provinces.province_of(visit.proposal.agency.region_id))


def whose_alone(visit, signed, user):
    """Whose reports and evidence alone somebody sees: the own ones of one of two verifiers, until both have signed.

    None where all is seen: afterwards, and by whoever does not verify the visit. `signed` are its signed reports.
    """
    if visit_reports.are_open(visit, signed):
        return None
    held = Assignment.objects.standing().filter(stage=visit.stage_id, proposal=visit.proposal_id, judge=user)
    return user if held.exists() else None


def evidence(visit, only=None):
    """The photographs and the files of a visit, or those that one verifier added."""
    photos, files = visit.photos.all(), visit.files.all()
    if only is None:
        return photos, files
    return photos.filter(taken_by__user=only), files.filter(added_by__user=only)


def compared(visit, reports, *, only=None):
    """The claims of a visit in order, each as the given reports have it, with the evidence that `only` one added.

    Four queries.
    """
    by = ("decided_by__user", "decided_by__agency", "decided_by__unit")
    claims = Claim.objects.filter(visit=visit).select_related("section", *by).order_by("section__position", "pk")
    seen = {(row.report_id, row.claim_id): row for row in Observation.objects.filter(report__in=reports)}
    photos, files = map(by_claim, evidence(visit, only))
    rows = tuple(
        Compared(
            claim,
            tuple(seen.get((one.pk, claim.pk), Observation()) for one in reports),
            photos[claim.pk],
            files[claim.pk],
        )
        for claim in claims
    )
    return Findings(rows, photos[None], files[None])


def by_claim(rows):
    """Photographs or files of a visit by claim id, None for those of the whole."""
    found = defaultdict(tuple)
    for row in rows.order_by("pk"):
        found[row.claim_id] += (row,)
    return found


def own_report(visit, user):
    """The report of one verifier, or None."""
    return VisitReport.objects.filter(visit=visit, verifier=user).first()


def state_of(visit, differing):
    """How far the reports of a visit of `in_stage` are, in words; `differing` are the codes of those that differ."""
    if visit.reported_at:
        return _("dilaporkan")
    if visit.proposal.code in differing:
        return _("berbeda, menunggu putusan")
    wanted = visit.stage.arranged.signatures_wanted
    return _("%(signed)d dari %(wanted)d tanda tangan") % {"signed": visit.n_signed, "wanted": wanted}
