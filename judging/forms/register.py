"""A judge's entry in the register, and which judges are looked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.dates import DateField
from accounts.forms.filters import Filter
from accounts.forms.places import AgencyField
from accounts.models import JUDGES, Region, RegionKind
from accounts.rules import ENDS_BEFORE_IT_BEGINS
from judging.domain.judges.registering import Facts, Workplace
from judging.reading.register import STATES

WRONG_DATE = _("Tulis tanggal sebagai hari/bulan/tahun, seperti 31/12/2026")
# Empty rows below the known places of work; saved, the page offers as many again.
BLANKS = 2
MOST = 40


def day(label, hint=""):
    """A date that may be left out."""
    return DateField(label=label, help_text=hint, required=False, error_messages={"invalid": WRONG_DATE})


class EntryForm(forms.Form):
    """What a judge knows, where from, how much and when."""

    use_required_attribute = False

    fields_known = forms.MultipleChoiceField(
        label=_("Bidang"),
        help_text=_("Kategori yang Anda kuasai, dari semua edisi"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Pilih bidang dari daftar")},
    )
    expertise = forms.CharField(
        label=_("Keahlian lain"),
        help_text=_("Misalnya: evaluasi program, statistik, pelayanan bagi penyandang disabilitas"),
        required=False,
        max_length=300,
        error_messages={"max_length": _("Paling panjang 300 huruf")},
    )
    province = forms.ModelChoiceField(
        label=_("Provinsi tempat tinggal"),
        required=False,
        queryset=Region.objects.filter(kind=RegionKind.PROVINCE).order_by("name", "code"),
        empty_label=_("Belum diisi"),
        error_messages={"invalid_choice": _("Pilih provinsi dari daftar")},
    )
    capacity = forms.IntegerField(
        label=_("Usulan paling banyak untuk setiap tahap"),
        help_text=_("Kosongkan bila tidak dibatasi"),
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages={
            "invalid": _("Tulis dengan angka, seperti 40"),
            "min_value": _("Paling sedikit 1"),
            "max_value": _("Paling banyak 9.999"),
        },
    )
    available_from = day(_("Tersedia mulai"), _("Kosongkan bila sekarang juga"))
    available_until = day(_("Tersedia sebelum"), _("Hari pertama yang tidak lagi. Kosongkan bila tidak dibatasi"))

    def __init__(self, *args, entry, fields, **kwargs):
        known = sorted({*fields, *(entry.fields if entry else ())})
        initial = {
            "fields_known": list(entry.fields) if entry else [],
            **({name: getattr(entry, name) for name in self.base_fields if name != "fields_known"} if entry else {}),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["fields_known"].choices = [(name, name) for name in known]

    def clean(self):
        data = super().clean()
        first, last = data.get("available_from"), data.get("available_until")
        if first and last and last <= first:
            self.add_error("available_until", _("Tanggal ini harus sesudah tanggal mulai"))
        return data

    def facts(self):
        """What was typed, as the act takes it."""
        data = dict(self.cleaned_data)
        return Facts(fields=tuple(data.pop("fields_known")), **data)


class WorkplaceForm(forms.Form):
    """One place of work: an agency of the register, or another place that its writer says is none."""

    use_required_attribute = False

    place = forms.CharField(
        label=_("Instansi atau lembaga"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Nama paling panjang 200 huruf")},
    )
    is_other = forms.BooleanField(
        label=_("Bukan instansi pemerintah, BUMN, atau BUMD (misalnya universitas, media, lembaga swadaya)"),
        required=False,
    )
    since = day(_("Mulai"))
    until = day(_("Berakhir"), _("Kosongkan bila masih bekerja di sana"))

    def clean(self):
        """Name the agency; a place that is none is kept by its name."""
        data = super().clean()
        name = " ".join((data.get("place") or "").split())
        if not name:
            if data.get("since") or data.get("until"):
                self.add_error("place", _("Tulis nama tempat kerjanya, atau kosongkan tanggalnya"))
            return data
        try:
            data["agency"] = AgencyField().clean(name)
        except forms.ValidationError as unknown:
            # An agency under half of its name would tie to nothing: only who says it is none may keep a name.
            if not data.get("is_other"):
                self.add_error("place", unknown)
            data["agency"] = None
        if data.get("since") and data.get("until") and data["until"] <= data["since"]:
            self.add_error("until", ENDS_BEFORE_IT_BEGINS.sentence)
        return data

    def workplace(self):
        """The place as the act takes it; None for an empty row."""
        data = self.cleaned_data
        # An empty row that was offered and left alone has nothing at all.
        name = " ".join(data.get("place", "").split())
        if not name:
            return None
        agency = data["agency"]
        return Workplace(agency, "" if agency else name, data["since"], data["until"])


WorkplaceFormSet = forms.formset_factory(WorkplaceForm, extra=BLANKS, max_num=MOST, absolute_max=MOST)


def drawn(work):
    """A place of work as its row shows it."""
    return {
        "place": work.agency.name if work.agency else work.name,
        "is_other": work.agency is None,
        "since": work.since,
        "until": work.until,
    }


class RegisterFilter(Filter):
    """Which judges of the register; what it does not know is no filter."""

    q = forms.CharField(label=_("Nama, surel, atau keahlian"), required=False, max_length=150)
    peran = forms.ChoiceField(
        label=_("Peran"),
        required=False,
        choices=[("", _("Semua peran")), *((role.value, role.label.capitalize()) for role in JUDGES)],
    )
    bidang = forms.ChoiceField(label=_("Bidang"), required=False)
    provinsi = forms.ChoiceField(label=_("Provinsi"), required=False)
    instansi = forms.CharField(label=_("Tempat kerja"), required=False, max_length=200)
    keadaan = forms.ChoiceField(
        required=False,
        choices=[("", ""), *((key, label) for key, (label, _condition) in STATES.items())],
        widget=forms.HiddenInput,
    )

    def __init__(self, data, *, fields, provinces):
        super().__init__(data)
        self.fields["bidang"].choices = [("", _("Semua bidang")), *((name, name) for name in fields)]
        self.fields["provinsi"].choices = [("", _("Semua provinsi")), *provinces]
