"""Letters to those who watch over marks and results: what is otherwise than it was signed."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.domain.inspecting import guardians


def seals_broken(stage, *, count, at):
    """Every one who watches over the marks."""
    for person in guardians(at=at):
        yield person, lambda: broken_words(stage, count)


# What is wrong with a bundle, as its letter says it.
BUNDLES = {
    "differs": _("Berkasnya tidak dibuat: dihitung lagi dari data yang dibekukan, hasilnya keluar lain."),
    "time": _("Berkasnya tidak selesai dibuat dalam waktu yang tersedia."),
    "fault": _("Berkasnya tidak dapat dibuat karena kesalahan program. Catatan server menyebut sebabnya."),
    "lost": _("Berkas yang tersimpan hilang atau berubah."),
    "wrong": _("Dihitung ulang dari berkasnya sendiri, ada yang tidak benar."),
}


def bundle_failed(stage, *, failure, at):
    """Every one who watches over the marks."""
    for person in guardians(at=at):
        yield person, lambda: bundle_words(stage, failure)


def bundle_words(stage, failure):
    """What somebody is told of a bundle that could not be made, or is not as it was."""
    return {
        "tahap": str(stage),
        "sebab": str(BUNDLES[failure]),
        "tautan": settings.BASE_URL + reverse("judging:bundles"),
    }


def broken_words(stage, count):
    """What somebody is told who watches over the marks."""
    page = reverse("judging:seals-of-stage", args=[stage.edition.slug, stage.position])
    return {
        "tahap": str(stage),
        "segel": ngettext("%(count)d segel", "%(count)d segel", count) % {"count": count},
        "tautan": settings.BASE_URL + page,
    }
