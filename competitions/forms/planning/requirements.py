"""The documents that a proposal must carry."""

from dataclasses import replace

from crispy_forms.layout import Row
from django.utils.translation import gettext_lazy as _

from competitions.domain.blueprint import RequirementData
from competitions.forms.planning.boxes import GroupBox, choice, in_bytes, in_mebibytes, kinds, size
from competitions.forms.planning.rows import RowsForm, text
from competitions.forms.planning.sections import GroupedRow
from competitions.models import Requirement


class RequirementRow(GroupedRow):
    name = text(_("Nama dokumen"), _("Isi nama dokumen, atau hapus barisnya"), longest=160)
    hint = text(_("Petunjuk"), "", hint=_("Tampak di halaman unggah dokumen ini"), is_long=True, is_optional=True)
    applies = choice(_("Diminta"), Requirement.Applies.choices, _("Pilih kapan dokumen ini diminta"))
    group = GroupBox(_("Diminta dari"))
    kinds = kinds(_("Jenis berkas"))
    max_bytes = size(_("Ukuran paling besar"))

    def layout(self):
        return ["key", "name", "hint", Row("applies", "group"), "kinds", "max_bytes"]


class RequirementsForm(RowsForm):
    row = RequirementRow
    noun = _("Dokumen")
    add = _("Tambah dokumen")

    def __init__(self, plan, data=None, *, key=None):
        self.standing = {requirement.key: requirement for requirement in plan.blueprint.requirements}
        super().__init__(plan, data, key=key)
        for form in self.forms:
            form.thing = self.standing.get(form["key"].value())

    def options(self):
        return {"groups": self.plan.blueprint.groups}

    def initial(self):
        return [
            {**vars(requirement), "max_bytes": in_mebibytes(requirement.max_bytes)}
            for requirement in self.plan.blueprint.requirements
        ]

    def blank(self):
        fresh = RequirementData("", "", "")
        return {**vars(fresh), "max_bytes": in_mebibytes(fresh.max_bytes)}

    def value(self):
        return tuple(self.requirement(row) for row in self.rows())

    def requirement(self, row):
        """A document as its row says, with what its own page says of it."""
        old = self.standing.get(row["key"])
        sent = {
            **row,
            "kinds": tuple(row["kinds"]),
            "max_bytes": in_bytes(row["max_bytes"], old and old.max_bytes),
        }
        if old is None:
            return RequirementData(**sent)
        if set(old.kinds) == set(sent["kinds"]):
            sent["kinds"] = old.kinds
        return replace(old, **sent)
