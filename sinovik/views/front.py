"""The public front page, and the pages about the portal itself."""

from django.db.models import Count, Min, OuterRef, Q, Subquery, Sum
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.language import indonesian
from accounts.pages import still
from accounts.pages.doors import public
from accounts.templatetags.numbers import number
from competitions.models import Edition, StageQuota
from competitions.reading.progress import dates, phase, steps
from competitions.views.editions import STAGES
from proposals.forms.catalogue import AWARDED, PRIZES, listed
from proposals.models import Announcement, CatalogueEntry
from proposals.models.catalogue import PARTIAL, SAME_AGENCY

# Which edition the front page is about: one that can be entered, else one that runs, is to come, is over.
MOST_TOPICAL = ("open", "judged", "upcoming", "finished")
WINNERS_SHOWN = 6


@public(sees="the front page", kept=still.A_MINUTE)
def front(request):
    now = timezone.now()
    edition, edition_phase = current(now)
    counted = CatalogueEntry.objects.counted()
    awarded = counted.holding(*PRIZES)
    figures = counted.aggregate(
        innovations=Count("pk"),
        awarded=Count("pk", filter=Q(pk__in=awarded.values("pk"))),
        # As statistics do: the same name in other letters is the same agency, and one renamed since is one.
        agencies=Count(SAME_AGENCY, filter=Q(pk__in=awarded.values("pk")), distinct=True),
        provinces=Count("province", distinct=True),
        since=Min("year"),
        partial=Count("pk", filter=PARTIAL),
        examples=Count("pk", filter=Q(is_example=True)),
    )
    return render(
        request,
        "front.html",
        {
            "edition": edition,
            "phase": edition_phase,
            "now": now,
            "dates": dates(edition) if edition else [],
            "steps": steps(edition) if edition else [],
            "announcement": Announcement.objects.filter(stage__edition__announced_at__isnull=False)
            .defer("entries")
            .select_related("stage__edition")
            .order_by("-published_at", "-pk")
            .first(),
            "winners": awarded.latest_first().prefetch_related("awards")[:WINNERS_SHOWN],
            "innovations_url": listed(),
            "awarded_url": listed(award=AWARDED),
            "awarded": figures["awarded"],
            "figures": figures,
        },
    )


@public(sees="about the portal, with the numbers of the current edition", kept=still.A_MINUTE)
def about(request):
    edition, _phase = current(timezone.now())
    return render(request, "about.html", {"edition": edition, "numbers": numbers(edition) if edition else []})


def numbers(edition):
    """How many judge by how many criteria in each stage of an edition, and how many places there are, as sentences."""
    places = StageQuota.objects.filter(stage=OuterRef("pk")).order_by().values("stage").annotate(Sum("places"))
    stages = edition.stages.annotate(
        criteria=Count("rubric__criteria"), quota=Subquery(places.values("places__sum"))
    ).order_by("position")
    for stage in stages:
        said = {"stage": indonesian(stage.name), "criteria": stage.criteria, "count": stage.readers_each or 0}
        if stage.readers_each and stage.criteria:
            sentence = ngettext(
                "{stage}: tiap usulan dinilai {count} orang menurut {criteria} kriteria.",
                "{stage}: tiap usulan dinilai {count} orang menurut {criteria} kriteria.",
                stage.readers_each,
            )
            yield format_html(sentence, **said)
        if stage.quota:
            yield format_html(_("{stage}: {quota} usulan dapat lolos."), stage=said["stage"], quota=number(stage.quota))


@public(sees="how accessible the portal is", kept=still.UNTIL_CHANGED)
def accessibility(request):
    return render(request, "accessibility.html")


def current(now):
    """The most topical announced edition with its phase, the latest of equals; two Nones before the first."""
    editions = Edition.objects.announced().latest_first().prefetch_related(STAGES)
    phases = [(edition, phase(edition, now)) for edition in editions]
    return min(phases, key=lambda pair: MOST_TOPICAL.index(pair[1].key), default=(None, None))
