"""Whoever sent a file whose name no machine can read is told what it is called now, where the file was taken."""

from django.contrib import messages
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Where a request carries the new names of its files, once they were read.
RENAMED = "sinovik.renamed"


def say(request):
    """Say which files of a request are called otherwise than they came, once; nothing where none is."""
    names = request.environ.get(RENAMED)
    if names:
        messages.info(request, sentence(names))
        names.clear()


def sentence(names):
    """What became of the names of some files."""
    said = ngettext(
        "Nama berkas memuat huruf yang tidak dapat dibaca. Huruf itu diganti garis bawah: %(names)s.",
        "Nama beberapa berkas memuat huruf yang tidak dapat dibaca. Huruf itu diganti garis bawah: %(names)s.",
        len(names),
    )
    return said % {"names": get_text_list([f"“{name}”" for name in names], _("dan"))}
