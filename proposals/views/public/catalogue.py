"""The public catalogue and the announced lists."""

from datetime import datetime

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.pages.doors import public
from proposals.forms.catalogue import CatalogueFilter, SearchForm
from proposals.models.catalogue import Announcement, CatalogueEntry
from proposals.models.goal import Goal

ENTRIES_A_PAGE = 24
LINES_A_PAGE = 50


@public(sees="the catalogue", when="published")
def catalogue(request):
    form = CatalogueFilter(request.GET)
    page = Paginator(form.found().prefetch_related("awards"), ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "proposals/catalogue/list.html",
        {
            "form": form,
            "page": page,
            "clear_url": reverse("proposals:catalogue") if form.chosen() or form.errors else "",
            "has_partial": CatalogueEntry.objects.filter(proposal=None).exists(),
            "has_examples": any(entry.is_example for entry in page),
        },
    )


@public(sees="an entry of the catalogue", when="published")
def innovation(request, slug):
    entry = get_object_or_404(CatalogueEntry.objects.select_related("province"), slug=slug)
    return render(
        request,
        "proposals/catalogue/innovation.html",
        {
            "entry": entry,
            "awards": entry.awards.order_by("position", "name"),
            "goals": [Goal(number) for number in entry.sdgs if number in Goal.values],
        },
    )


@public(sees="an announcement", when="published, the edition is announced")
def announcement(request, edition, position):
    announced = get_object_or_404(
        Announcement.objects.select_related("stage__edition"),
        stage__edition__slug=edition,
        stage__edition__announced_at__isnull=False,
        stage__position=position,
    )
    form = SearchForm(request.GET)
    lines = lines_with(announced.entries, form.chosen().get("words", ""))
    return render(
        request,
        "proposals/catalogue/announcement.html",
        {
            "announcement": announced,
            "edition": announced.stage.edition,
            "form": form,
            "standing": sum(not line["ended_at"] for line in lines),
            "page": Paginator(lines, LINES_A_PAGE).get_page(request.GET.get("page")),
            "clear_url": request.path if form.chosen() or form.errors else "",
        },
    )


def lines_with(lines, text):
    """The announced lines that hold every word of `text`; all of them when it is empty."""
    words = text.casefold().split()
    return [
        {**line, "ended_at": datetime.fromisoformat(line["ended_at"]) if line.get("ended_at") else None}
        for line in lines
        if all(word in f"{line['title']} {line['agency']} {line['unit']}".casefold() for word in words)
    ]
