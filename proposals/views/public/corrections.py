"""What changed after it was published."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from accounts.pages import exports, lists, still
from accounts.pages.doors import public
from proposals.reading.public import corrections

KINDS = {
    "left": _("Tidak lagi dalam daftar akhir"),
    "ended": _("Dicabut"),
    "award": _("Penghargaan dicabut"),
    "sheet": _("Semua inovasi dari satu berkas program ini dicabut"),
}
COLUMNS = (
    lists.ListColumn("saat", _("Saat"), ("at",)),
    lists.ListColumn("perubahan", _("Perubahan"), ("what",), say=KINDS.get),
    lists.ListColumn("judul", _("Judul"), ("title",)),
    lists.ListColumn("instansi", _("Instansi"), ("agency",)),
    lists.ListColumn("penghargaan", _("Penghargaan"), ("award",)),
    lists.ListColumn("alasan", _("Alasan"), ("reason",)),
    lists.ListColumn("pengumuman", _("Pengumuman"), ("announcement",), say=lambda one: one.title if one else ""),
)


@public(sees="what changed after publication, when and why", when="published", kept=still.UNTIL_CHANGED)
def index(request):
    """The latest first; the same as a file."""
    found = corrections.latest_first()
    if file := exports.answered(request, lists.Listing("koreksi", found, COLUMNS)):
        return file
    page = lists.page(request, found)
    rows = [(one, KINDS[one.what]) for one in page]
    return render(request, "proposals/catalogue/corrections.html", {"page": page, "rows": rows})
