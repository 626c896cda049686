"""Which motions to list, and which of what the portal could not do by itself."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.forms.filters import Filter
from accounts.models import Reading, SignIn
from accounts.models.motion import ON_ITS_WAY

STATES = {
    "menunggu": (_("Menunggu orang kedua atau waktunya"), ON_ITS_WAY),
    "dilaksanakan": (_("Dilaksanakan"), Q(carried_at__isnull=False)),
    "gagal": (_("Ditarik, dikembalikan, atau gugur"), ~ON_ITS_WAY & Q(carried_at=None)),
}
TRIED = {
    "dicoba": (_("Dicoba lagi"), Q(given_up_at=None)),
    "berhenti": (_("Tidak dicoba lagi"), Q(given_up_at__isnull=False)),
}


def choices(first, table):
    """What a box offers: everything first, then each row of a table."""
    return [("", first), *((key, label) for key, (label, _where) in table.items())]


class MotionsFilter(Filter):
    """By how far it is, what it is, and words of its subject, its reason or its people."""

    status = forms.ChoiceField(label=_("Status"), required=False, choices=lambda: choices(_("Semua status"), STATES))
    jenis = forms.ChoiceField(label=_("Jenis"), required=False)
    q = forms.CharField(label=_("Perihal, alasan, atau nama orang"), required=False, max_length=200)

    def __init__(self, data, *, titles):
        super().__init__(data, auto_id="filter_%s")
        named = sorted(((kind, str(title)) for kind, title in titles.items()), key=lambda pair: pair[1])
        self.fields["jenis"].choices = [("", _("Semua jenis")), *named]

    def applied_to(self, motions):
        """Those of the motions that were asked for."""
        chosen = self.chosen
        if state := chosen["status"]:
            motions = motions.filter(STATES[state][1])
        if kind := chosen["jenis"]:
            motions = motions.filter(kind=kind)
        for word in chosen["q"].split():
            motions = motions.filter(
                Q(subject_name__icontains=word)
                | Q(reason__icontains=word)
                | Q(mover__full_name__icontains=word)
                | Q(seconder__full_name__icontains=word)
            )
        return motions


class ChoresFilter(Filter):
    """By what it is, whether it is tried again, and words of what it is about or why it failed."""

    status = forms.ChoiceField(label=_("Status"), required=False, choices=lambda: choices(_("Semua status"), TRIED))
    jenis = forms.ChoiceField(label=_("Pekerjaan"), required=False)
    q = forms.CharField(label=_("Tentang atau sebab"), required=False, max_length=200)

    def __init__(self, data, *, kinds):
        super().__init__(data, auto_id="filter_%s")
        named = sorted(((name, str(title)) for name, title in kinds.items()), key=lambda pair: pair[1])
        self.fields["jenis"].choices = [("", _("Semua pekerjaan")), *named]

    def applied_to(self, chores):
        """Those of the chores that were asked for."""
        chosen = self.chosen
        if state := chosen["status"]:
            chores = chores.filter(TRIED[state][1])
        if name := chosen["jenis"]:
            chores = chores.filter(name=name)
        for word in chosen["q"].split():
            chores = chores.filter(Q(about__icontains=word) | Q(failure__icontains=word))
        return chores


class ReadingsFilter(Filter):
    """By what was read, and words of who it was, what it is called or where it came from."""

    jenis = forms.ChoiceField(
        label=_("Yang dibaca"), required=False, choices=lambda: [("", _("Semua")), *Reading.Kind.choices]
    )
    q = forms.CharField(label=_("Nama, surel, nomor usulan, atau alamat jaringan"), required=False, max_length=200)

    def __init__(self, data):
        super().__init__(data, auto_id="filter_%s")

    def applied_to(self, readings):
        """Those of the readings that were asked for."""
        chosen = self.chosen
        if kind := chosen["jenis"]:
            readings = readings.filter(kind=kind)
        for word in chosen["q"].split():
            who = Q(user__full_name__icontains=word) | Q(user__email__icontains=word)
            readings = readings.filter(who | Q(about__icontains=word) | Q(visitor__startswith=word))
        return readings


class SignInsFilter(Filter):
    """By what came of it, and words of the address or of where it came from."""

    hasil = forms.ChoiceField(
        label=_("Hasil"), required=False, choices=lambda: [("", _("Semua hasil")), *SignIn.Outcome.choices]
    )
    q = forms.CharField(label=_("Surel atau alamat jaringan"), required=False, max_length=200)

    def __init__(self, data):
        super().__init__(data, auto_id="filter_%s")

    def applied_to(self, tries):
        """Those of the tries to sign in that were asked for."""
        chosen = self.chosen
        if outcome := chosen["hasil"]:
            tries = tries.filter(outcome=outcome)
        for word in chosen["q"].split():
            tries = tries.filter(Q(address__icontains=word) | Q(visitor__startswith=word))
        return tries
