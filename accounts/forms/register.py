"""Keeping the registers: names, ends, mergers, splits. Plain values come out."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.filters import Filter
from accounts.forms.motions import SetMoment, why_field
from accounts.forms.people import day_field, reason_field, sheet_field
from accounts.models import AgencyKind, OfficialList, Region, RegionKind
from accounts.motions import MERGE_AGENCIES, SPLIT_AGENCY

KINDS = [(kind.value, kind.label.capitalize() if kind.label.islower() else kind.label) for kind in AgencyKind]
WRITTEN_DOWN = gettext_lazy("Dasar perubahannya, misalnya nomor peraturan. Tercatat dalam riwayat")


def name_box(label):
    """The name of an entry."""
    return forms.CharField(
        label=label,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Isi namanya"),
            "max_length": gettext_lazy("Nama paling panjang 200 huruf"),
        },
    )


class RegionField(forms.CharField):
    """A region by its code or its name in any case; empty for none."""

    def __init__(self, **options):
        super().__init__(
            label=gettext_lazy("Wilayah"),
            help_text=gettext_lazy("Kode atau nama wilayah. Kosongkan untuk instansi nasional"),
            required=False,
            max_length=100,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            error_messages={"max_length": gettext_lazy("Nama wilayah paling panjang 100 huruf")},
            **options,
        )

    def clean(self, value):
        """The Region, or None for an empty box."""
        said = " ".join(super().clean(value).split())
        if not said:
            return None
        standing = Region.objects.standing(timezone.localdate())
        found = list(standing.filter(pk=said)[:1]) or list(standing.filter(name__iexact=said).order_by("pk")[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(_("Ada beberapa wilayah bernama “%(name)s”. Tulis kodenya") % {"name": said})
        raise ValidationError(_("Tidak ada wilayah “%(name)s” dalam daftar") % {"name": said})


class AgencyForm(forms.Form):
    """An agency that is new to the register."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih jenisnya"),
            "invalid_choice": gettext_lazy("Pilih salah satu jenis"),
        },
    )
    name = name_box(gettext_lazy("Nama"))
    region = RegionField()


class UnitForm(forms.Form):
    """A unit that is new to its agency."""

    use_required_attribute = False

    name = name_box(gettext_lazy("Nama unit"))


class NameForm(forms.Form):
    """Another name, from when, and why."""

    use_required_attribute = False

    name = name_box(gettext_lazy("Nama baru"))
    since = day_field(
        gettext_lazy("Berlaku mulai"),
        hint=gettext_lazy("Hari ini atau sebelumnya, misalnya tanggal peraturannya"),
        required=gettext_lazy("Isi tanggal mulainya"),
    )
    reason = reason_field(WRITTEN_DOWN)


class AgencyHeadForm(forms.Form):
    """Who heads an agency, and since when."""

    use_required_attribute = False

    name = forms.CharField(
        label=gettext_lazy("Nama pimpinan"),
        help_text=gettext_lazy("Tanpa nama: jabatannya kosong sejak tanggal di bawah"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": gettext_lazy("Nama paling panjang 200 huruf")},
    )
    since = day_field(
        gettext_lazy("Sejak"),
        hint=gettext_lazy("Hari ini atau sebelumnya, misalnya tanggal pelantikannya"),
        required=gettext_lazy("Isi tanggal mulainya"),
    )


class CloseForm(forms.Form):
    """From which day an entry is closed, and why."""

    use_required_attribute = False

    closed_on = day_field(
        gettext_lazy("Ditutup mulai"),
        hint=gettext_lazy("Hari pertama tanpa instansi atau unit ini"),
        required=gettext_lazy("Isi tanggal penutupannya"),
    )
    reason = reason_field(WRITTEN_DOWN)


class StrikeForm(CloseForm):
    """From which day a region is none any more, and why."""

    closed_on = day_field(
        gettext_lazy("Dihapus mulai"),
        hint=gettext_lazy("Hari pertama tanpa wilayah ini"),
        required=gettext_lazy("Isi tanggal penghapusannya"),
    )


class OfficialListForm(forms.Form):
    """An official list in a spreadsheet, and what is to be known about it."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=gettext_lazy("Isi daftar"),
        choices=[
            (
                OfficialList.Kind.REGIONS,
                gettext_lazy("Wilayah: kolom Kode dan Nama; boleh Jenis, Penduduk, Tertinggal"),
            ),
            (OfficialList.Kind.AGENCIES, gettext_lazy("Instansi: kolom Nama dan Jenis; boleh Kode wilayah, Nama lama")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih isi daftarnya"),
            "invalid_choice": gettext_lazy("Pilih salah satu isi daftar"),
        },
    )
    file = sheet_field(gettext_lazy("CSV atau XLSX, paling besar 5 MB dan 10.000 baris"))
    is_complete = forms.BooleanField(
        label=gettext_lazy("Daftarnya lengkap: yang tidak ada di dalamnya ditutup"),
        help_text=gettext_lazy("Untuk instansi, hanya jenis yang disebut dalam daftar"),
        required=False,
    )
    since = day_field(
        gettext_lazy("Berlaku mulai"),
        hint=gettext_lazy("Hari ini atau sebelumnya, misalnya tanggal peraturannya"),
        required=gettext_lazy("Isi tanggal mulainya"),
    )
    reason = reason_field(WRITTEN_DOWN)


class ApplyForm(forms.Form):
    """Nothing but the button below a difference that was read."""


class GroundForm(forms.Form):
    """On what ground an entry is changed."""

    use_required_attribute = False

    reason = reason_field(WRITTEN_DOWN)


class MergeForm(SetMoment):
    """On what ground two entries become one, and when."""

    use_required_attribute = False

    reason = why_field(MERGE_AGENCIES, rows=3)


class SplitForm(AgencyForm):
    """The agency that comes out of another, from when, and which units go there."""

    called = {
        "kind": gettext_lazy("Jenis instansi baru"),
        "name": gettext_lazy("Nama instansi baru"),
        "region": gettext_lazy("Wilayah instansi baru"),
    }
    since = day_field(
        gettext_lazy("Berlaku mulai"),
        hint=gettext_lazy("Hari ini atau sesudahnya"),
        required=gettext_lazy("Isi tanggal mulainya"),
    )
    units = forms.ModelMultipleChoiceField(
        queryset=None,
        label=gettext_lazy("Unit yang pindah"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Pilih sedikitnya satu unit yang pindah"),
            "invalid_choice": gettext_lazy("Ada unit yang bukan lagi milik instansi ini. Periksa lagi pilihannya"),
            "invalid_list": gettext_lazy("Pilih unit yang pindah"),
            "invalid_pk_value": gettext_lazy("Pilih unit yang pindah"),
        },
    )
    reason = why_field(SPLIT_AGENCY, rows=3)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in self.called.items():
            self.fields[name].label = label
        self.fields["units"].queryset = units
        self.fields["units"].label_from_instance = lambda unit: unit.name


class MergerFilter(Filter):
    """Which entry another is the same as: its key, or words of its name."""

    ke = forms.CharField(label=gettext_lazy("Nama"), required=False, max_length=200)


class RegisterAgencyFilter(Filter):
    """Which agencies of the register."""

    q = forms.CharField(label=gettext_lazy("Nama"), required=False, max_length=200)
    provinsi = forms.ChoiceField(label=gettext_lazy("Provinsi"), required=False)
    jenis = forms.ChoiceField(required=False, choices=[("", ""), *KINDS], widget=forms.HiddenInput)
    status = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args, provinces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["provinsi"].choices = [("", _("Semua provinsi")), *provinces]


class UnitFilter(Filter):
    """Which units of the register."""

    q = forms.CharField(label=gettext_lazy("Nama"), required=False, max_length=200)
    instansi = forms.CharField(label=gettext_lazy("Instansi"), required=False, max_length=200)
    status = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)


class OwnUnitFilter(Filter):
    """Which units of one's own agency."""

    q = forms.CharField(label=gettext_lazy("Nama"), required=False, max_length=200)
    status = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)


class RegionFilter(Filter):
    """Which regions."""

    q = forms.CharField(label=gettext_lazy("Nama atau kode"), required=False, max_length=200)
    jenis = forms.ChoiceField(required=False, choices=[("", ""), *RegionKind.choices], widget=forms.HiddenInput)
    kelas = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    status = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
