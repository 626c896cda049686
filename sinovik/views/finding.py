"""How what is public is found by machines: every address of it, and what was announced lately."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.language import address_in
from accounts.pages import still
from accounts.pages.doors import public
from competitions.models import Edition
from proposals.forms.catalogue import listed
from proposals.models import Announcement, CatalogueEntry, WinnerList
from proposals.models.taken_over.entry_sources import of_programme
from proposals.reading.public import statistics

# Pages that are there whatever was published.
FIXED = (
    "front",
    "proposals:catalogue",
    "competitions:editions",
    "proposals:statistics",
    "proposals:public_corrections",
    "about",
    "data",
    "heads",
    "accessibility",
    "judging:verify",
)
# Addresses in one list; search engines take fifty thousand, each language counting for itself.
ADDRESSES = 10_000
# So many announcements does a reader of news get at once.
NEWS = 50
XML = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True)
class PublicPlace:
    """A public page, by its Indonesian path, and when what it shows was published, where that is one moment."""

    path: str
    at: datetime | None = None


@require_safe
@public(sees="the lists of public addresses", kept=still.UNTIL_CHANGED)
def sitemaps(request):
    """The list of lists."""
    count = CatalogueEntry.objects.listed().count()
    numbers = range(1, 2 + -(-count // ADDRESSES))
    lines = (f"<sitemap><loc>{whole(reverse('sitemap', args=[number]))}</loc></sitemap>" for number in numbers)
    return xml(f'<sitemapindex xmlns="{SITEMAPS}">', lines, "</sitemapindex>")


@require_safe
@public(sees="public addresses", when="published", kept=still.UNTIL_CHANGED)
def sitemap(request, number):
    """One list: the first holds all but the innovations, the others ten thousand of these each."""
    places = list(general() if number == 1 else innovations(number - 2))
    if not places:
        raise Http404
    head = f'<urlset xmlns="{SITEMAPS}" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    return xml(head, (line for place in places for line in told(place)), "</urlset>")


@require_safe
@public(
    sees="what was announced and taken over lately",
    when="published, the edition is announced",
    kept=still.UNTIL_CHANGED,
)
def news(request):
    """The latest announcements, and what came in from other programmes, for programs that read news."""
    feed = Atom1Feed(
        title=f"Sinovik: {_('Pengumuman')}",
        link=whole(reverse("front")),
        feed_url=whole(reverse("news")),
        description="",
        language=translation.get_language(),
        author_name="Sinovik",
    )
    items = [*map(as_news, announced().order_by("-published_at", "-pk")[:NEWS])]
    items += map(as_news_of_programme, taken_over().order_by("-taken_over_at", "-pk")[:NEWS])
    for one in sorted(items, key=lambda one: one["pubdate"], reverse=True)[:NEWS]:
        feed.add_item(**one)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def as_news(one):
    """One announcement."""
    edition = one.stage.edition
    return {
        "title": f"{edition.name}: {one.title}",
        "link": whole(one.get_absolute_url()),
        "description": _("Contoh, bukan hasil sebenarnya") if edition.is_example else one.decree,
        "pubdate": one.published_at,
        "updateddate": max(filter(None, (one.published_at, one.final_at))),
        "unique_id": whole(address_in("id", one.get_absolute_url())),
    }


def as_news_of_programme(one):
    """What came into the catalogue from another programme."""
    link = listed(source=of_programme(one.programme_id))
    names = {"programme": one.programme.name, "number": number_format(one.innovations, force_grouping=True)}
    return {
        "title": _("%(programme)s: %(number)s inovasi masuk katalog") % names,
        "link": whole(link),
        "description": one.reason,
        "pubdate": one.taken_over_at,
        "updateddate": one.taken_over_at,
        "unique_id": f"{whole(address_in('id', link))}#{one.pk}",
    }


def taken_over():
    """The sheets of other programmes that the catalogue has."""
    found = WinnerList.objects.of_programmes().filter(taken_back_at=None, innovations__gt=0)
    return found.exclude(taken_over_at=None).select_related("programme")


def announced():
    """Every announcement of an announced edition."""
    found = Announcement.objects.filter(stage__edition__announced_at__isnull=False)
    return found.defer("entries").select_related("stage__edition")


def general():
    """All public pages but those of single innovations."""
    with translation.override("id"):
        yield from (PublicPlace(reverse(name)) for name in FIXED)
        for edition in Edition.objects.announced().order_by("-year", "pk"):
            yield PublicPlace(reverse("competitions:edition", args=[edition.slug]))
        for one in announced().order_by("pk"):
            yield PublicPlace(one.get_absolute_url(), one.final_at or one.published_at)
        for line in statistics.years():
            yield PublicPlace(reverse("proposals:statistics_year", args=[line.year]))


def innovations(place):
    """Ten thousand innovations: those of the list with this number, counted from zero."""
    rows = CatalogueEntry.objects.listed().order_by("pk").values_list("slug", "published_at", "ended_at")
    with translation.override("id"):
        for slug, published_at, ended_at in islice(rows, place * ADDRESSES, (place + 1) * ADDRESSES):
            yield PublicPlace(reverse("proposals:innovation", args=[slug]), ended_at or published_at)


def told(place):
    """A page in each language, each naming the others."""
    codes = [code for code, _name in settings.LANGUAGES]
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{whole(address_in(code, place.path))}"/>'
        for code in codes
    )
    at = f"<lastmod>{place.at.date().isoformat()}</lastmod>" if place.at else ""
    for code in codes:
        yield f"<url><loc>{whole(address_in(code, place.path))}</loc>{at}{others}</url>"


def whole(path):
    """A path with the portal's name before it, as XML writes it."""
    return escape(settings.BASE_URL + path)


def xml(head, lines, end):
    """A document of lines between its head and its end."""
    return HttpResponse("\n".join((HEAD + head, *lines, end)) + "\n", content_type=XML)
