"""Reports of an edition: participation and outcome, the judges' work with a letter for each, lists to use at once."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import OVERSIGHT, User
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_role
from competitions.models import Edition
from judging.reporting import columns, quality, reports
from judging.views.control import stage_page

JUDGES = "penilai"
# What is made of those whom the last stage sent on: what its link is called, and the columns of the file.
FILES = {
    "lampiran-keputusan": (
        gettext_lazy("Lampiran surat keputusan (XLSX)"),
        (columns.CODE, columns.UNIT, columns.AGENCY, columns.GROUP),
    ),
    "daftar-hadir": (
        gettext_lazy("Daftar hadir penganugerahan (XLSX)"),
        (columns.UNIT, columns.AGENCY, columns.PROVINCE),
    ),
    "tabel-pers": (
        gettext_lazy("Tabel untuk pers (XLSX)"),
        (columns.AGENCY, columns.KIND, columns.PROVINCE, columns.CATEGORY),
    ),
}


@require_safe
@for_role(*OVERSIGHT, sees="reports of an edition", of=ALL)
def report(request, slug):
    """Every table of an edition, beside those of another one when the address says so; each is a file too."""
    edition = get_object_or_404(Edition, slug=slug)
    editions = list(Edition.objects.exclude(pk=edition.pk).announced().latest_first())
    other = next((one for one in editions if one.slug == request.GET.get("banding")), None)
    asked, last = request.GET.get("tabel"), last_stage(edition)
    if asked in FILES and last and (file := exports.answered(request, winners(last, asked))):
        return file
    tables = [
        table
        for key, table in {**tables_of(edition, other), JUDGES: lambda: judges(edition)}.items()
        if key == asked or (asked is None and key != reports.ALONE)
        for table in [table()]
    ]
    if asked and tables and (file := exports.answered(request, tables[0]["listing"])):
        return file
    return render(
        request,
        "judging/reports/report.html",
        {
            "edition": edition,
            "editions": editions,
            "other": other,
            "alone": "?" + urlencode({"tabel": reports.ALONE, **({"banding": other.slug} if other else {})}),
            "is_alone": asked == reports.ALONE,
            "tables": [
                {**table, "rows": table["listing"].rows, "columns": table["listing"].columns, "url": url(table, other)}
                for table in tables
            ],
            "samples": quality.samples(edition),
            "files": [
                {"label": label, "url": "?" + urlencode({"tabel": key, exports.FORM: exports.XLSX})}
                for key, (label, _columns) in FILES.items()
                if last
            ],
        },
    )


def tables_of(edition, other):
    """The table of each dimension, made when it is asked for."""
    stages = reports.published(edition)
    other_stages = reports.published(other) if other else []

    def made(key):
        rows = reports.parts(edition, key, stages)
        if other:
            rows = reports.beside(rows, reports.parts(other, key, other_stages))
        listing = lists.Listing(
            f"laporan-{edition.slug}-{key}", rows, reports.columns(key, stages, other, other_stages)
        )
        return {"key": key, "label": reports.DIMENSIONS[key][0], "listing": listing}

    return {key: (lambda key=key: made(key)) for key in reports.DIMENSIONS}


def judges(edition):
    """The judges' work."""
    rows = reports.readers(edition)
    for row in rows:
        row.member.stage.edition = edition
    listing = lists.Listing(f"laporan-{edition.slug}-{JUDGES}", rows, reports.READERS)
    return {"key": JUDGES, "label": _("Pekerjaan penilai"), "listing": listing}


def url(table, other):
    """Where a table alone is, for its file."""
    return "?" + urlencode({"tabel": table["key"], **({"banding": other.slug} if other else {})})


def last_stage(edition):
    """The stage that says who won: the last one, once it is published; None before."""
    last = edition.stages.filter(published_at__isnull=False).in_order().last()
    if last is None or edition.stages.filter(position__gt=last.position, skipped_at=None).exists():
        return None
    last.edition = edition
    return last


def winners(stage, which):
    """One of the lists of those who won."""
    _label, wanted = FILES[which]
    name = stage_page.file_name(which, stage)
    return lists.Listing(name, reports.winners(stage), columns.of_winners(stage, wanted))


@require_safe
@for_role(*OVERSIGHT, sees="a letter of what a judge read", of=ALL)
def letter(request, slug, judge):
    """What one judge read in an edition, to be signed."""
    edition, who = get_object_or_404(Edition, slug=slug), get_object_or_404(User, pk=judge)
    cards = reports.read_by(edition, who.pk)
    if not cards:
        raise Http404
    return render(
        request,
        "judging/reports/letter.html",
        {"edition": edition, "judge": who, "cards": cards, "today": timezone.localdate()},
    )
