"""Announced editions: what is asked, by when, and how far the contest has come."""

from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.language import indonesian
from accounts.pages import exports, lists, still
from accounts.pages.doors import public
from competitions.domain import composition
from competitions.models import Edition, Lot, Question, Section, Stage
from competitions.reading import timetables
from competitions.reading.admitted import admitted
from competitions.reading.alterations import alterations
from competitions.reading.progress import dates, phase, steps
from competitions.reading.ties import decides_first

EDITIONS = (
    lists.ListColumn("edisi", _("Edisi"), read=lambda row: row["edition"].name),
    lists.ListColumn("tahun", _("Tahun"), read=lambda row: row["edition"].year, is_number=True),
    lists.ListColumn("dibuka", _("Pendaftaran dibuka"), read=lambda row: row["edition"].opens_at),
    lists.ListColumn("ditutup", _("Pendaftaran ditutup"), read=lambda row: row["edition"].closes_at),
    lists.ListColumn("keadaan", _("Status"), read=lambda row: str(row["phase"].label)),
    lists.ListColumn("contoh", _("Edisi contoh"), read=lambda row: row["edition"].is_example),
)

# Announcements are written on a higher floor; here they are only looked up, by name.
STAGES = Prefetch("stages", Stage.objects.select_related("announcement", "rubric").order_by("position"))

# Everything of an edition that its rules tell.
RULES = (
    Prefetch(
        "stages",
        Stage.objects.select_related("announcement", "rubric")
        .prefetch_related("quotas__group", "composition", "rubric__criteria", "award_names")
        .order_by("position"),
    ),
    Prefetch(
        "sections",
        Section.objects.select_related("group")
        .prefetch_related(Prefetch("questions", Question.objects.order_by("position")))
        .order_by("position"),
    ),
    "groups",
    "categories",
    "requirements__group",
    "entry_checks",
)


@public(sees="editions", when="announced", kept=still.A_MINUTE)
def editions(request):
    now = timezone.now()
    announced = Edition.objects.announced().latest_first().prefetch_related(STAGES)
    rows = [{"edition": edition, "phase": phase(edition, now)} for edition in announced]
    return exports.answered(request, lists.Listing("edisi", rows, EDITIONS)) or render(
        request, "competitions/editions/list.html", {"editions": rows}
    )


@public(sees="an edition", when="announced", kept=still.A_MINUTE)
def edition(request, slug):
    return rules_page(request, get_object_or_404(Edition.objects.announced(), slug=slug))


def rules_page(request, edition, *, is_preview=False):
    """The rules of an edition as everybody reads them, or will once it is announced."""
    now = timezone.now()
    prefetch_related_objects([edition], *RULES)
    reached, opened = steps(edition), timetables.open_positions(edition)
    return render(
        request,
        "competitions/editions/detail.html",
        {
            "edition": edition,
            "is_preview": is_preview,
            "lot": Lot.objects.current().filter(edition=edition).first(),
            "phase": phase(edition, now),
            "now": now,
            "dates": dates(edition),
            "steps": reached,
            "timetables": [one for one in edition.stages.all() if one.position in opened],
            "announcements": [step for step in reached if step["url"]],
            "admitted": admitted(edition),
            "groups": in_order(edition.groups),
            "categories": in_order(edition.categories),
            "requirements": in_order(edition.requirements),
            "entry_checks": in_order(edition.entry_checks),
            "mending_days": max((stage.arranged.days_to_mend for stage in edition.stages.all()), default=0),
            "alterations": alterations(edition),
            "stages": [rules_of(stage, edition) for stage in edition.stages.all()],
        },
    )


def rules_of(stage, edition):
    """What the rules say of one stage."""
    criteria = in_order(stage.rubric.criteria) if stage.rubric else []
    return {
        "stage": stage,
        "criteria": criteria,
        "decides_first": decides_first(stage, criteria),
        "quotas": sorted(stage.quotas.all(), key=lambda quota: quota.group.position),
        "composition": read(stage, edition),
        "awards": in_order(stage.award_names),
    }


def read(stage, edition):
    """The stage's composition rules as sentences, in their order."""
    rules = in_order(stage.composition)
    said = composition.sentences(rules, edition, mark=indonesian)
    return [said[rule.dimension, rule.value] for rule in rules]


def in_order(related):
    """Prefetched rows by position, without another query."""
    return sorted(related.all(), key=lambda row: (row.position, row.pk))
