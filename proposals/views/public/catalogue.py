"""The public catalogue and the announced lists."""

from datetime import datetime
from http import HTTPStatus

from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from accounts.pages import exports, lists, still
from accounts.pages.doors import public
from accounts.reading import printing, register
from proposals.forms.catalogue import CatalogueFilter, SearchForm
from proposals.models.announced import Announcement
from proposals.models.catalogue import CatalogueEntry, reads_blind
from proposals.models.check_in import CheckIn
from proposals.models.goal import Goal
from proposals.models.parent import CatalogueParent
from proposals.models.taken_over.entry_sources import EVERYTHING, of_programme
from proposals.reading import follow_up
from proposals.reading.public import announced as announced_lines
from proposals.reading.public import shown
from proposals.reading.public.found import FoundEntries

# Rows of two and of three cards come out even.
CARDS = 24

INNOVATIONS = (
    lists.ListColumn("tahun", _("Tahun"), ("year",), is_number=True),
    lists.ListColumn("judul", _("Judul inovasi"), ("title",)),
    lists.ListColumn("instansi", _("Instansi"), ("agency_name",)),
    lists.ListColumn("unit", _("Unit"), ("unit_name",)),
    lists.ListColumn("provinsi", _("Provinsi"), ("province__name",)),
    lists.ListColumn("kelompok", _("Kelompok"), ("group_name",)),
    lists.ListColumn("kategori", _("Kategori"), ("category_name",)),
    lists.ListColumn("penghargaan", _("Penghargaan"), read=lambda entry: [one.name for one in entry.awards.all()]),
    lists.ListColumn("program", _("Program lain"), ("programme__name",), say=lambda name: name or ""),
    lists.ListColumn("contoh", _("Contoh, bukan hasil sebenarnya"), ("is_example",)),
)
ANNOUNCED = (
    lists.ListColumn("judul", _("Judul inovasi"), ("title",)),
    lists.ListColumn("instansi", _("Instansi"), ("agency",)),
    lists.ListColumn("unit", _("Unit"), ("unit",)),
    lists.ListColumn("penghargaan", _("Penghargaan"), ("awards",), say=lambda awards: awards or []),
    lists.ListColumn("dicabut", _("Dicabut"), ("ended_at",)),
)
# While judges of the edition must not know whose a proposal is.
IN_CODES = (lists.ListColumn("nomor", _("Nomor"), ("code",)), *ANNOUNCED[3:])


@public(sees="the catalogue", when="published", kept=still.UNTIL_CHANGED)
def catalogue(request):
    number = getattr(request, "printing", None)
    form = CatalogueFilter(request.GET, number=number)
    rows = FoundEntries(form.found())
    if file := exports.answered(request, lists.Listing("inovasi", rows, INNOVATIONS)):
        return file
    context = lists.shown(request, rows, form, size=CARDS)
    return render(
        request,
        "proposals/catalogue/list.html",
        {
            **context,
            "form": form,
            "partial": printing.while_it_stands(
                "years of the partial list", number, CatalogueEntry.objects.partial_years
            ),
            "provinces": tiles(request, form),
            "result": form.result,
            "programmes": form.other_programmes,
            "everything_url": lists.address(request, sumber=EVERYTHING),
            "meant_url": lists.address(request, cari=form.result.meant if form.result else ""),
            "has_examples": any(entry.is_example for entry in context["page"]),
        },
    )


def tiles(request, form):
    """Rows of the map that chooses a province, each leading to the list with it; the chosen one leads out of it."""
    chosen = form.asked.get("province", "")
    return [
        {
            "code": code,
            "name": form.labels["province"][code],
            "value": number,
            "is_current": code == chosen,
            "url": lists.address(request, provinsi="" if code == chosen else code) if number or code == chosen else "",
        }
        for code, number in form.provinces.items()
    ]


@public(sees="an entry of the catalogue", when="published", kept=still.A_DAY)
def innovation(request, slug):
    entry = get_object_or_404(
        CatalogueEntry.objects.told().with_held_awards().select_related("province", "agency", "unit", "programme"),
        slug=slug,
    )
    if entry.is_withdrawn:
        return render(request, "proposals/catalogue/withdrawn.html", {"entry": entry}, status=HTTPStatus.GONE)
    links, picture = related(entry), shown.picture(entry)
    return render(
        request,
        "proposals/catalogue/innovation.html",
        {
            "entry": entry,
            "agency_now": register.called_now(entry.agency, entry.agency_name),
            "unit_now": register.called_now(entry.unit, entry.unit_name),
            "awards": entry.held_awards,
            "source": of_programme(entry.programme_id),
            "picture": picture,
            "shared_picture": picture.url if picture else "",
            "files": shown.files(entry),
            "parents": [link for link in links if link.child_id == entry.pk],
            "children": [link for link in links if link.parent_id == entry.pk],
            "check_in": CheckIn.objects.latest_of(entry),
            "copies": follow_up.running_copies(entry),
            "is_offered": not entry.is_example and not entry.ended_at,
            "goals": [Goal(number) for number in entry.sdgs if number in Goal.values],
        },
    )


def related(entry):
    """The links of an entry with the innovations before and after it, the latest first; one query."""
    links = CatalogueParent.objects.exclude(reads_blind("child__proposal__edition"))
    found = links.filter(Q(parent=entry) | Q(child=entry)).select_related("parent", "child")

    def place(link):
        other = link.parent if link.child_id == entry.pk else link.child
        return link.continues, -other.year, other.title, link.pk

    return sorted(found, key=place)


@public(sees="an announcement", when="published, the edition is announced", kept=still.UNTIL_CHANGED)
def announcement(request, edition, position):
    announced = get_object_or_404(
        Announcement.objects.with_codes().select_related("stage__edition"),
        stage__edition__slug=edition,
        stage__edition__announced_at__isnull=False,
        stage__position=position,
    )
    form = SearchForm(request.GET)
    lines = lines_with(announced_lines.lines(announced), form.chosen["words"])
    columns = IN_CODES if announced.in_codes else ANNOUNCED
    example = "contoh-" if announced.stage.edition.is_example else ""
    if file := exports.answered(request, lists.Listing(f"{example}pengumuman-{edition}-{position}", lines, columns)):
        return file
    return render(
        request,
        "proposals/catalogue/announcement.html",
        {
            "announcement": announced,
            "departure": announced_lines.departure(announced),
            "without_quorum": announced_lines.without_quorum(announced),
            "edition": announced.stage.edition,
            "form": form,
            "changes": announced_lines.changes(announced),
            "standing": sum(not line["ended_at"] for line in lines),
            **lists.shown(request, lines, form),
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
