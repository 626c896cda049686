"""Choosing judges for a stage."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.dates import DateField
from accounts.forms.texts import TextField


class SeatingForm(forms.Form):
    """Judges by user id, out of those offered."""

    use_required_attribute = False
    judges = forms.TypedMultipleChoiceField(
        label=_("Orang yang bersedia bertugas di tahap ini"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Pilih paling sedikit satu penilai"),
            "invalid_choice": _("Pilih penilai dari daftar"),
        },
    )
    at_most = forms.IntegerField(
        label=_("Paling banyak usulan untuk setiap penilai yang dipilih"),
        help_text=_("Kosongkan untuk memakai batas dari data juri masing-masing"),
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Tulis dengan angka, seperti 150"),
            "min_value": _("Paling sedikit 1"),
            "max_value": _("Paling banyak 9.999"),
        },
    )

    categories = forms.MultipleChoiceField(
        label=_("Kategori yang dibaca penilai yang dipilih"),
        help_text=_("Kosongkan bila membaca semua kategori"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Pilih kategori dari daftar")},
    )

    def __init__(self, *args, candidates, categories, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["judges"].choices = [(one.pk, one.label) for one in candidates]
        if categories:
            self.fields["categories"].choices = list(categories.items())
        else:
            del self.fields["categories"]


class ReleaseForm(forms.Form):
    """Why a judge's unfinished work is taken back."""

    use_required_attribute = False

    reason = TextField(
        label=_("Alasan"),
        help_text=_("Alasan ini tercatat"),
        rows=3,
        error_messages={"required": _("Tulis alasan penarikan")},
    )


class InviteForm(forms.Form):
    """Who of the register is asked, and until when an answer is awaited."""

    use_required_attribute = False

    judges = forms.TypedMultipleChoiceField(
        label=_("Calon penilai"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Pilih paling sedikit satu calon penilai"),
            "invalid_choice": _("Pilih calon penilai dari daftar"),
        },
    )
    reply_by = DateField(
        label=_("Dijawab paling lambat"),
        help_text=_("Contoh: 31/12/2026"),
        error_messages={
            "required": _("Isi hari terakhir untuk menjawab"),
            "invalid": _("Tulis tanggal sebagai hari/bulan/tahun, seperti 31/12/2026"),
        },
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["judges"].choices = [(one.pk, one.told_apart) for one in candidates]


class PaperForm(forms.Form):
    """Who agreed by a letter, and by which."""

    use_required_attribute = False

    judge = forms.TypedChoiceField(
        label=_("Orang yang bersedia"),
        coerce=int,
        error_messages={"required": _("Pilih orangnya"), "invalid_choice": _("Pilih orang dari daftar")},
    )
    reason = TextField(
        label=_("Surat kesediaan"),
        help_text=_("Nomor, tanggal, dan asal surat. Tercatat dalam riwayat"),
        rows=3,
        error_messages={"required": _("Tulis surat mana yang menyatakan kesediaannya")},
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["judge"].choices = [("", _("Pilih orang")), *((one.pk, one.told_apart) for one in candidates)]


class AnswerForm(forms.Form):
    """Yes, or no with a reason."""

    use_required_attribute = False

    answer = forms.ChoiceField(
        label=_("Jawaban Anda"),
        choices=[("accepted", _("Saya bersedia")), ("declined", _("Saya tidak bersedia"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih bersedia atau tidak"), "invalid_choice": _("Pilih bersedia atau tidak")},
    )
    reason = TextField(
        label=_("Alasan bila tidak bersedia"),
        help_text=_("Dibaca sekretariat"),
        rows=3,
        required=False,
    )

    def clean(self):
        data = super().clean()
        if data.get("answer") == "declined" and not data.get("reason", "").strip():
            self.add_error("reason", _("Tulis alasan Anda tidak bersedia"))
        return data
