"""What is asked before an act on the dossier as a whole."""

from datetime import datetime, time, timedelta
from typing import ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms.filters import Filter
from accounts.forms.motions import SetMoment
from accounts.forms.texts import TextField
from proposals import rules
from proposals.forms.identity import TitleField
from proposals.models import Status
from proposals.reading.waiting import OPEN_AGAIN, open_again

OPEN = {"mended": _("Dibuka untuk perbaikan"), "coached": _("Dibuka untuk pembinaan")}


class BeginDossierForm(forms.Form):
    """A title, and the edition where more than one is open."""

    use_required_attribute = False

    edition = forms.ModelChoiceField(
        queryset=None,
        label=_("Edisi"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Pilih edisi"), "invalid_choice": _("Pilih edisi dari daftar")},
    )
    title = TitleField(help_text=_("Judul masih dapat diubah sampai usulan diajukan"))

    def __init__(self, *args, editions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = editions
        if len(editions) == 1:
            del self.fields["edition"]
            self.only_edition = editions[0]

    @property
    def chosen_edition(self):
        return self.cleaned_data.get("edition") or self.only_edition


class NoteForm(forms.Form):
    """Why: needed, or welcome."""

    use_required_attribute = False

    note = TextField(rows=6, error_messages={"required": rules.REASON_MISSING.sentence})

    def __init__(self, *args, label, help_text="", required=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].label = label
        self.fields["note"].help_text = help_text
        self.fields["note"].required = required


class DisqualificationForm(SetMoment, NoteForm):
    """Why, and when where two people have to agree."""

    field_order = ("note", "release_on", "release_time")


class CoachedShowingForm(forms.Form):
    """Which of a finalist's two texts the public reads."""

    use_required_attribute = False

    shown = forms.ChoiceField(
        label=_("Naskah mana yang tampil di halaman publik bila inovasi ini mendapat penghargaan?"),
        help_text=_("Pilihan ini dapat diubah kapan saja"),
        choices=[("coached", _("Naskah hasil pembinaan")), ("judged", _("Naskah yang dinilai"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih naskahnya"), "invalid_choice": _("Pilih naskahnya")},
    )

    def __init__(self, *args, is_shown, **kwargs):
        chosen = {True: "coached", False: "judged", None: None}[is_shown]
        super().__init__(*args, initial={"shown": chosen}, **kwargs)

    @property
    def is_agreed(self):
        """Whether the public may read the bettered text."""
        return self.cleaned_data["shown"] == "coached"


class WithdrawalAnswerForm(SetMoment):
    """What the ministry says to an agency that asks for its dossier back."""

    use_required_attribute = False

    answer = forms.ChoiceField(
        label=_("Jawaban kementerian"),
        choices=[("kabulkan", _("Kabulkan: usulan ditarik")), ("tolak", _("Jangan kabulkan: usulan tetap ikut"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih jawabannya"), "invalid_choice": _("Pilih jawabannya")},
    )
    note = TextField(
        rows=6,
        required=False,
        label=_("Alasan tidak dikabulkan"),
        help_text=_("Diisi bila permintaan tidak dikabulkan. Unit dan admin instansi membaca alasan ini"),
    )

    field_order = ("answer", "note", "release_on", "release_time")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == "tolak" and not cleaned.get("note", "").strip():
            self.add_error("note", rules.REASON_MISSING.sentence)
        return cleaned

    @property
    def is_granted(self):
        return self.cleaned_data["answer"] == "kabulkan"


class DeclarationForm(forms.Form):
    """The declaration of truth."""

    use_required_attribute = False

    is_declared = forms.BooleanField(
        label=_("Saya menyatakan isi usulan dan lampirannya benar dan inovasinya sudah diterapkan."),
        error_messages={"required": rules.UNDECLARED.sentence},
    )


class DossierFilter(Filter):
    """Which proposals of the list; what it does not know is no filter."""

    status = forms.ChoiceField(label=_("Status"), required=False)
    edisi = forms.ChoiceField(label=_("Edisi"), required=False)

    def __init__(self, *args, role, editions, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["edisi"].choices = [("", _("Semua edisi")), *editions]
        labels = [(status, status.label_for(role)) for status in Status]
        self.fields["status"].choices = [
            ("", _("Semua")),
            *((value, cased(label)) for value, label in labels),
            *((state, OPEN[state]) for state in OPEN_AGAIN),
        ]

    @property
    def asked(self):
        """What is asked for of a proposal."""
        status, edition = self.chosen["status"], self.chosen["edisi"]
        found = Q(edition__slug=edition) if edition else Q()
        if status in OPEN_AGAIN:
            return found & open_again(status, self.at)
        return found & Q(status=status) if status else found


class GateFilter(DossierFilter):
    """The same for an agency's admin: one unit, words of title, number or unit, how complete, how long still, how old;
    and the order.
    """

    q = forms.CharField(label=_("Cari judul, nomor, atau unit"), required=False, max_length=100)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    kelengkapan = forms.ChoiceField(
        label=_("Kelengkapan"),
        required=False,
        choices=[("", _("Semua")), ("lengkap", _("Sudah lengkap")), ("kurang", _("Belum lengkap"))],
    )
    sisa = forms.ChoiceField(
        label=_("Sisa waktu"),
        required=False,
        choices=[
            ("", _("Semua")),
            ("3", _("Paling lama 3 hari")),
            ("7", _("Paling lama 7 hari")),
            ("buka", _("Masih dibuka")),
            ("tutup", _("Sudah ditutup")),
        ],
    )
    usia = forms.ChoiceField(
        label=_("Usia draf"),
        required=False,
        choices=[("", _("Semua")), ("7", _("Paling sedikit 7 hari")), ("30", _("Paling sedikit 30 hari"))],
    )
    urut = forms.ChoiceField(
        label=_("Urutkan"),
        required=False,
        choices=[
            ("", _("Terakhir diubah")),
            ("lengkap", _("Paling lengkap")),
            ("kurang", _("Paling belum lengkap")),
            ("sisa", _("Paling dekat penutupan")),
            ("lama", _("Paling lama dibuat")),
            ("baru", _("Paling baru dibuat")),
            ("judul", _("Judul")),
            ("unit", _("Unit")),
            ("status", _("Status")),
        ],
    )
    field_order = ("q", "unit", "status", "edisi", "kelengkapan", "sisa", "usia", "urut")
    ORDERS: ClassVar = {
        "lama": ("created_at", "pk"),
        "baru": ("-created_at", "pk"),
        "judul": ("title_key", "pk"),
        "unit": ("unit__name", "title_key", "pk"),
        "status": ("status", "title_key", "pk"),
    }

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Semua unit")), *((str(pk), name) for pk, name in units)]

    def narrowed(self, proposals):
        """Those that are asked for, in the order that is asked for."""
        found = proposals.filter(self.asked)
        if self.chosen["unit"]:
            found = found.filter(unit=self.chosen["unit"])
        if words := self.chosen["q"].strip():
            found = found.filter(Q(title__icontains=words) | Q(code__icontains=words) | Q(unit__name__icontains=words))
        if days := self.chosen["usia"]:
            found = found.filter(created_at__lt=midnight(self.at, days_ago=int(days) - 1))
        found = found.filter(self.asked_of_time)
        return found.order_by(*self.ORDERS.get(self.chosen["urut"], ("-changed_at", "pk")))

    @property
    def asked_of_time(self):
        """What is asked for of how long registration is still open."""
        left, is_open = self.chosen["sisa"], Q(edition__closes_at__gt=self.at)
        if left in ("", "buka", "tutup"):
            return {"": Q(), "buka": is_open, "tutup": ~is_open}[left]
        return is_open & Q(edition__closes_at__lte=self.at + timedelta(days=int(left)))

    def sifted(self, rows):
        """Those of the gate's rows that are as complete as asked, in the order asked where it is the rows' to say."""
        wanted = {"": None, "lengkap": True, "kurang": False}[self.chosen["kelengkapan"]]
        found = [row for row in rows if wanted is None or row.is_complete is wanted]
        keys = {
            "lengkap": lambda row: (not row.is_complete, -row.share),
            "kurang": lambda row: (row.is_complete, row.share),
            # What is closed already has no time left to order by.
            "sisa": lambda row: (row.closes_at is None, row.closes_at or row.at),
        }
        key = keys.get(self.chosen["urut"])
        return sorted(found, key=key) if key else found


def midnight(at, *, days_ago):
    """The moment at which a day some days before that of `at` began, where the office is."""
    return timezone.make_aware(datetime.combine(timezone.localdate(at) - timedelta(days=days_ago), time.min))


def cased(label):
    """A label as the first word of a line."""
    text = str(label)
    return text[:1].upper() + text[1:]
