"""The checklist of the administrative selection."""

from crispy_forms.layout import Row
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from competitions.domain.blueprint import CheckData
from competitions.forms.planning.boxes import choice
from competitions.forms.planning.rows import RowForm, RowsForm, text
from competitions.models import EntryCheck


class CheckRow(RowForm):
    named_by = "statement"

    code = text(_("Kode alasan"), _("Isi kode alasan"), hint=_("Tertulis pada keputusan, misalnya A01"), longest=10)
    method = choice(_("Cara memeriksa"), EntryCheck.Method.choices, _("Pilih cara memeriksa"))
    statement = text(_("Syarat"), _("Isi bunyi syarat, atau hapus barisnya"), longest=200)
    legal_basis = text(_("Dasar"), _("Isi dasar hukum syarat ini"), longest=200)
    remedy = text(
        _("Cara memenuhi"), _("Isi cara memenuhi syarat ini"), hint=_("Dibaca unit yang tidak lolos"), longest=300
    )

    mends = forms.ChoiceField(
        label=_("Yang dibuka untuk diperbaiki"),
        help_text=_("Berlaku bila tahap pemeriksaannya memberi masa perbaikan"),
        choices=[(value, capfirst(label)) for value, label in EntryCheck.Mends.choices],
        required=False,
        error_messages={"invalid_choice": _("Pilih yang dibuka dari daftar")},
    )

    def layout(self):
        return ["key", "statement", Row("code", "method"), "legal_basis", "remedy", "mends"]


class ChecksForm(RowsForm):
    row = CheckRow
    noun = _("Syarat")
    add = _("Tambah syarat")

    def initial(self):
        return [vars(check) for check in self.plan.blueprint.checks]

    def blank(self):
        return {"method": EntryCheck.Method.PERSON}

    def value(self):
        # A check has no key beside its code, which people see and write.
        return tuple(CheckData(**{name: value for name, value in row.items() if name != "key"}) for row in self.rows())
