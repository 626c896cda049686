"""Giving people their offices: who, which, where, from when until when. Plain values come out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.dates import DAY_EXAMPLE, WRONG_DAY, DateField
from accounts.forms.filters import Filter
from accounts.forms.motions import why_field
from accounts.forms.places import AgencyField
from accounts.forms.texts import TextField
from accounts.models import Role
from accounts.motions import APPOINT_ADMIN, EXTEND_ADMIN

NEEDS_AGENCY = (Role.AGENCY_ADMIN,)


def day_field(label, *, hint, required=""):
    """A date; optional where there is no sentence for an empty one."""
    said = {"invalid": WRONG_DAY, **({"required": required} if required else {})}
    return DateField(label=label, help_text=hint, required=bool(required), error_messages=said)


def since_field():
    """The first day of an office."""
    return day_field(_("Mulai"), hint=DAY_EXAMPLE, required=_("Isi tanggal mulainya"))


def until_field():
    """The first day without an office; empty where there is no end."""
    return day_field(_("Berakhir"), hint=_("Hari pertama tanpa peran ini. Kosongkan bila tidak dibatasi"))


def reason_field(hint, *, required=True):
    """Why something is done; `hint` says who reads it."""
    return TextField(
        label=_("Alasan"),
        help_text=hint,
        required=required,
        rows=3,
        error_messages={"required": _("Tulis alasannya")},
    )


def sheet_field(hint):
    """A spreadsheet; what it holds is read by the view."""
    return forms.FileField(
        label=_("Berkas"),
        help_text=hint,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={
            "required": _("Pilih berkasnya"),
            "invalid": _("Pilih berkasnya"),
            "missing": _("Pilih berkasnya"),
        },
    )


def address_field():
    """The address by which a person is known."""
    return forms.EmailField(
        label=_("Alamat surel"),
        help_text=_("Orang yang baru menerima undangan untuk membuat kata sandinya"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Isi alamat surel"),
            "invalid": _("Tulis alamat surel yang lengkap, seperti nama@instansi.go.id"),
            "max_length": _("Alamat surel paling panjang 254 huruf"),
        },
    )


def name_field():
    """The name of somebody whose address is new."""
    return forms.CharField(
        label=_("Nama lengkap"),
        help_text=_("Bila alamatnya sudah dikenal, namanya tetap seperti yang tercatat"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Isi nama lengkap"),
            "max_length": _("Nama paling panjang 150 huruf"),
        },
    )


class PersonForm(forms.Form):
    """Somebody by their address."""

    use_required_attribute = False

    email = address_field()
    full_name = name_field()


class AppointForm(PersonForm):
    """A new office of the ministry, of a judge or of an agency's admin."""

    role = forms.ChoiceField(
        label=_("Peran"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih perannya"), "invalid_choice": _("Pilih salah satu peran")},
    )
    agency = AgencyField(
        label=_("Instansi"), help_text=_("Untuk admin instansi; untuk penilai, instansi tempatnya bekerja")
    )
    since = since_field()
    until = until_field()
    reason = why_field(APPOINT_ADMIN, rows=3, required=False)

    field_order = ("role", "email", "full_name", "agency", "since", "until", "reason")

    def __init__(self, *args, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label.capitalize()) for role in roles]

    def clean(self):
        values = super().clean()
        if values.get("role") in NEEDS_AGENCY and "agency" in values and values["agency"] is None:
            self.add_error("agency", _("Tulis nama instansinya"))
        if values.get("role") == Role.MINISTRY_ADMIN and not values.get("reason"):
            self.add_error("reason", _("Tulis alasannya"))
        return values


class WriterForm(PersonForm):
    """A writer of a unit of one's own agency."""

    unit = forms.CharField(
        label=_("Unit"),
        help_text=_("Nama unit penyelenggara pelayanan. Yang belum ada didaftarkan"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Isi nama unitnya"),
            "max_length": _("Nama unit paling panjang 200 huruf"),
        },
    )
    since = since_field()
    until = until_field()


class SheetForm(forms.Form):
    """A spreadsheet of units and their writers."""

    use_required_attribute = False

    file = sheet_field(_("CSV atau XLSX, paling besar 5 MB dan 10.000 baris"))


class EndForm(forms.Form):
    """From which day an office is no more, and why."""

    use_required_attribute = False

    until = day_field(
        _("Berakhir"),
        hint=_("Hari pertama tanpa peran ini. Hari ini berarti seketika"),
        required=_("Isi tanggal berakhirnya"),
    )
    reason = reason_field(_("Tercatat dalam riwayat dan dibaca orangnya"))


class ExtendForm(forms.Form):
    """Another end of an office, or none."""

    use_required_attribute = False

    until = until_field()


class ExtendAdminForm(ExtendForm):
    """Another end of the office of an admin of the ministry, which a second person agrees to."""

    reason = why_field(EXTEND_ADMIN, rows=3)


class ReplaceForm(PersonForm):
    """Who takes an office over, and from when."""

    since = day_field(
        _("Mulai"),
        hint=_("Peran yang lama berakhir pada hari yang sama"),
        required=_("Isi tanggal mulainya"),
    )
    until = until_field()
    reason = reason_field(_("Tercatat dalam riwayat dan dibaca orang yang digantikan"))


class DeclineErasureForm(forms.Form):
    """Why the data of somebody stays."""

    use_required_attribute = False

    reason = reason_field(_("Tercatat dalam riwayat dan dibaca orangnya"))


class PeopleFilter(Filter):
    """Which offices of the list; what it does not know is no filter."""

    q = forms.CharField(label=_("Nama atau surel"), required=False, max_length=150)
    peran = forms.ChoiceField(
        label=_("Peran"),
        required=False,
        choices=[("", _("Semua peran")), *((r.value, r.label.capitalize()) for r in Role)],
    )
    instansi = forms.CharField(label=_("Instansi"), required=False, max_length=200)
    status = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
