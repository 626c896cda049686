"""What is said when a partner gets a key, and when it is taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.people import day_field, reason_field
from accounts.forms.texts import TextField


def boxes(label, hint, *, required=""):
    """Some of what is offered; optional where there is no sentence for none of it."""
    said = {"invalid_choice": _("Pilih dari daftar ini saja")} | ({"required": required} if required else {})
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        required=bool(required),
        widget=forms.CheckboxSelectMultiple,
        error_messages=said,
    )


def partner_name():
    """What a partner is called."""
    return forms.CharField(
        label=_("Nama mitra"),
        help_text=_("Instansi dan sistemnya, seperti “LAN, JIPPNas”"),
        max_length=120,
        error_messages={"required": _("Isi nama mitranya"), "max_length": _("Nama mitra paling panjang 120 huruf")},
    )


class PartnerKeyForm(forms.Form):
    """Who reads, what for, which data of which editions, until when. What is offered the roof knows."""

    use_required_attribute = False

    partner = partner_name()
    purpose = TextField(
        label=_("Keperluan"),
        help_text=_("Untuk apa datanya dibaca, paling panjang 300 huruf"),
        rows=3,
        most=300,
        error_messages={"required": _("Isi keperluannya")},
    )
    reads = boxes(
        _("Data yang boleh dibaca"),
        _("Data umum dapat dibaca siapa saja; dengan kunci, lebih sering"),
        required=_("Pilih paling sedikit satu data"),
    )
    editions = boxes(_("Edisi yang boleh dibaca"), _("Kosongkan bila semua edisi boleh dibaca"))
    until = day_field(
        _("Berlaku sampai sebelum"),
        hint=_("Hari pertama tanpa kunci, paling lama setahun lagi. Contoh: 31/12/2026"),
        required=_("Isi tanggal berakhirnya"),
    )

    def __init__(self, data, *, datasets, editions):
        super().__init__(data)
        self.fields["reads"].choices = datasets
        self.fields["editions"].choices = editions
        if not editions:
            del self.fields["editions"]

    @property
    def given(self):
        """What was said, as the act takes it."""
        return {"editions": [], **self.cleaned_data}


class KeyRevocationForm(forms.Form):
    """Why a key is taken back."""

    use_required_attribute = False

    reason = reason_field(_("Dibaca admin kementerian dan auditor dalam riwayat"))
