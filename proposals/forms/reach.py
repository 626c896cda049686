"""Who reads a field: said beside each, so that nobody finds out afterwards."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

PUBLIC = _("Dibaca umum bila mendapat penghargaan.")
PRIVATE = _("Tidak pernah dibaca umum.")
IF_AGREED = _("Dibaca umum hanya bila Anda mengizinkannya di “Halaman publik”.")
# Of the identity; all else in it is for those who judge and who call.
PUBLISHED = ("title", "group", "category", "sdgs")


def say(field, sentence):
    """Put who reads a field behind its hint."""
    field.help_text = format_html('{}<span class="line">{}</span>', field.help_text, sentence)


def say_of_identity(fields):
    """The same for every field of the identity."""
    for name, field in fields.items():
        if name != "is_done":
            say(field, PUBLIC if name in PUBLISHED else PRIVATE)
