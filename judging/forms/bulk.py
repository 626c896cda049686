"""What is asked for besides the chosen rows, where something is done to many at once in judging."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.domain.correspondence import messages
from accounts.forms.messages import WordedForm
from accounts.forms.texts import TextField
from judging.forms.administration import ANSWERS


class RuleForm(forms.Form):
    """One rule, and whether it is met."""

    use_required_attribute = False

    syarat = forms.TypedChoiceField(
        label=_("Syarat"),
        coerce=int,
        error_messages={"required": _("Pilih syaratnya"), "invalid_choice": _("Pilih syarat dari daftar")},
    )
    hasil = forms.ChoiceField(
        label=_("Hasil"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih hasilnya"), "invalid_choice": _("Pilih hasil dari daftar")},
    )
    catatan = TextField(
        label=_("Catatan"),
        help_text=_("Sama untuk semua yang dipilih; perlu bila berbeda dari pemeriksaan otomatis"),
        required=False,
        rows=3,
    )

    def __init__(self, *args, checks, **kwargs):
        super().__init__(*args, **kwargs)
        self.checks = {check.pk: check for check in checks}
        self.fields["syarat"].choices = [("", _("Pilih syarat")), *((pk, str(one)) for pk, one in self.checks.items())]

    @property
    def inputs(self):
        """As JSON values."""
        data = self.cleaned_data
        check = self.checks.get(data["syarat"])
        return {
            "check": check.pk if check else None,
            "code": check.code if check else "",
            "is_met": data["hasil"] == "1",
            "note": data["catatan"].strip(),
        }


class DecideForm(RuleForm):
    """A verdict on each by its checklist; one rule may be answered alike for all first."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["syarat"].required = False
        self.fields["syarat"].empty_value = None
        self.fields["syarat"].help_text = _("Bila satu syarat dijawab sama untuk semua yang dipilih")
        self.fields["syarat"].choices = [
            ("", _("Putuskan menurut pemeriksaan masing-masing")),
            *self.fields["syarat"].choices[1:],
        ]
        self.fields["hasil"].required = False

    def clean(self):
        data = super().clean()
        if data.get("syarat") and not data.get("hasil"):
            self.add_error("hasil", _("Pilih hasilnya"))
        return data


class GiveForm(forms.Form):
    """To whom."""

    use_required_attribute = False

    kepada = forms.TypedChoiceField(
        label=_("Kepada penilai"),
        coerce=int,
        error_messages={"required": _("Pilih penilainya"), "invalid_choice": _("Pilih penilai dari daftar")},
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.members = {one.pk: one for one in members}
        self.fields["kepada"].choices = self.offered

    @property
    def offered(self):
        return [("", _("Pilih penilai")), *((pk, one.label) for pk, one in self.members.items())]

    @property
    def inputs(self):
        """As JSON values."""
        to = self.members[self.cleaned_data["kepada"]]
        return {"to": to.pk, "to_name": to.label}


class WorkMoveForm(GiveForm):
    """From whom, to whom, and why."""

    dari = forms.TypedChoiceField(
        label=_("Dari penilai"),
        coerce=int,
        error_messages={"required": _("Pilih pemegangnya"), "invalid_choice": _("Pilih penilai dari daftar")},
    )
    alasan = TextField(label=_("Alasan"), rows=3, error_messages={"required": _("Tulis alasannya")})
    field_order = ("dari", "kepada", "alasan")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dari"].choices = self.offered

    @property
    def inputs(self):
        data = self.cleaned_data
        was = self.members[data["dari"]]
        return super().inputs | {"from": was.pk, "from_name": was.label, "reason": data["alasan"].strip()}


class ShiftForm(forms.Form):
    """By how much sessions are moved, and why."""

    use_required_attribute = False

    hari = forms.IntegerField(
        label=_("Berapa hari"),
        help_text=_("Contoh: 1 untuk esok harinya, -1 untuk sehari sebelumnya; kosongkan bila harinya tetap"),
        required=False,
        min_value=-60,
        max_value=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Tulis banyaknya hari dengan angka bulat")},
    )
    menit = forms.IntegerField(
        label=_("Berapa menit"),
        help_text=_("Contoh: 20 untuk mundur 20 menit, -20 untuk maju; kosongkan bila jamnya tetap"),
        required=False,
        min_value=-720,
        max_value=720,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Tulis banyaknya menit dengan angka bulat")},
    )
    ruang = forms.ChoiceField(
        label=_("Ke ruang"), required=False, error_messages={"invalid_choice": _("Pilih ruang dari daftar")}
    )
    alasan = TextField(label=_("Alasan"), rows=3, error_messages={"required": _("Tulis alasannya")})

    def __init__(self, *args, rooms, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ruang"].choices = [("", _("Ruang masing-masing tetap")), *((one, one) for one in rooms)]

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("hari") and not data.get("menit") and not data.get("ruang"):
            self.add_error("menit", _("Isi berapa hari atau berapa menit sesi dipindahkan, atau pilih ruang lain"))
        return data

    @property
    def inputs(self):
        """As JSON values."""
        data = self.cleaned_data
        return {
            "days": data["hari"] or 0,
            "minutes": data["menit"] or 0,
            "room": data["ruang"],
            "reason": data["alasan"].strip(),
        }


class ApproveFeedbackForm(forms.Form):
    """Nothing to fill in; what was changed after `checked_until`, a moment, is not approved unseen."""

    def __init__(self, *args, checked_until=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.checked_until = checked_until

    @property
    def inputs(self):
        """As JSON values."""
        return {"checked_until": self.checked_until.isoformat() if self.checked_until else ""}


class NudgeForm(WordedForm):
    """What judges are reminded with."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        named = ", ".join("{" + name + "}" for name in messages.FIELDS if name != "usulan")
        self.fields["isi"].help_text = gettext("Isian yang dapat dipakai: %(fields)s") % {"fields": named}

    @property
    def inputs(self):
        """As JSON values."""
        return {"subject": self.cleaned_data["perihal"], "body": self.cleaned_data["isi"].replace("\r\n", "\n")}


NUDGE = {
    "perihal": _("Penilaian Anda menjelang tenggat"),
    "isi": _(
        "Yth. {nama_penerima},\n\nYang masih menunggu penilaian Anda:\n\n{sisa_tugas}\n\nBila tidak semuanya dapat "
        "selesai tepat waktu, balas surat ini sekarang: kami mencari penilai lain untuk sebagian tugas Anda.\n\n"
        "{tautan}"
    ),
}
