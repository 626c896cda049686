"""Who competes with whom, and what each group asks of an innovation's past."""

from crispy_forms.layout import Row
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from competitions.domain.blueprint import GroupData
from competitions.forms.planning.agencies import all_named
from competitions.forms.planning.boxes import choice
from competitions.forms.planning.rows import RowForm, RowsForm, text, whole
from competitions.models import EnteredBy, Parents


def cased(choices):
    """Choices as they stand on their own."""
    return [(value, capfirst(label)) for value, label in choices.choices]


class GroupRow(RowForm):
    name = text(_("Nama kelompok"), _("Isi nama kelompok, atau hapus barisnya"), longest=80)
    description = text(
        _("Keterangan"),
        "",
        hint=_("Siapa yang masuk kelompok ini, dalam satu kalimat"),
        is_long=True,
        is_optional=True,
    )
    min_age_months = whole(
        _("Usia inovasi paling sedikit (bulan)"),
        _("Isi usia inovasi; 0 bila tidak dibatasi"),
        hint=_("Dihitung sampai pendaftaran ditutup"),
        most=600,
    )
    agency_cap = whole(
        _("Usulan per instansi paling banyak"),
        "",
        hint=_("Dalam kelompok ini; kosongkan bila tanpa batas"),
        least=1,
        most=1000,
        is_optional=True,
    )
    parents = choice(
        _("Inovasi asal"),
        cased(Parents),
        _("Pilih apakah usulan menyebut inovasi asalnya"),
        hint=_("Dipilih dari katalog inovasi edisi sebelumnya"),
    )
    entered_by = choice(_("Pengusul"), cased(EnteredBy), _("Pilih siapa yang mengusulkan"))
    by_invitation = forms.BooleanField(label=_("Hanya instansi yang diundang"), required=False)
    invited = text(
        _("Instansi yang diundang"),
        "",
        hint=_("Satu instansi per baris. Hanya bila kelompok ini atas undangan"),
        is_long=True,
        is_optional=True,
    )

    def __init__(self, *args, standing=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.standing = standing

    def clean_invited(self):
        """The names as the register has them, each once; a name that it does not have is said."""
        return all_named(self.cleaned_data["invited"].splitlines(), standing=self.standing)

    def layout(self):
        return [
            "key",
            "name",
            "description",
            Row("min_age_months", "agency_cap"),
            "parents",
            "entered_by",
            "by_invitation",
            "invited",
        ]


class GroupsForm(RowsForm):
    row = GroupRow
    beside = "competitions/planning/group_sections.html"
    noun = _("Kelompok")
    add = _("Tambah kelompok")

    def __init__(self, plan, data=None, *, key=None):
        super().__init__(plan, data, key=key)
        for form in self.forms:
            own = form["key"].value()
            form.sections = [section for section in plan.blueprint.sections if own and section.group == own]

    def options(self):
        return {"standing": {name for group in self.plan.blueprint.groups for name in group.invited}}

    def blank(self):
        return {"parents": Parents.NONE, "entered_by": EnteredBy.UNIT}

    def initial(self):
        return [{**vars(one), "invited": "\n".join(one.invited)} for one in self.plan.blueprint.groups]

    def value(self):
        return tuple(GroupData(**row) for row in self.rows())
