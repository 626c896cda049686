"""The documents that a proposal must carry."""

from dataclasses import replace

from crispy_forms.layout import Row
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from competitions.domain import specimens
from competitions.domain.blueprint import RequirementData
from competitions.forms.planning.boxes import GroupBox, choice, in_bytes, in_mebibytes, kinds, size
from competitions.forms.planning.rows import PlanForm, PlanPartForm, RowsForm, text
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
    beside = "competitions/planning/requirement_specimen.html"
    leads_to_things = True
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


class SpecimenForm(PlanForm):
    """The letter that is handed in as a document: its text with named fields."""

    specimen = text(
        _("Naskah contoh surat"),
        "",
        hint=_("Paragraf dipisah baris kosong; yang pertama menjadi judul. Kosongkan bila tanpa contoh"),
        longest=20_000,
        is_long=True,
        is_optional=True,
        rows=16,
    )

    def clean_specimen(self):
        """A text whose fields can all be filled."""
        written = self.cleaned_data["specimen"].replace("\r\n", "\n")
        if strangers := specimens.unknown(written):
            self.add_error(
                "specimen",
                _now("Isian ini tidak dikenal: %(names)s. Pilih dari daftar isian")
                % {"names": ", ".join(f"{{{name}}}" for name in strangers)},
            )
        return written


class SpecimenPartForm(PlanPartForm):
    """The sample letter of one document, `key`. LookupError when the plan asks for no such document."""

    template = "competitions/planning/specimen.html"
    form_class = SpecimenForm
    fields = tuple(specimens.FIELDS)

    def __init__(self, plan, data=None, *, key=None):
        self.thing = next((one for one in plan.blueprint.requirements if one.key == key), None)
        if self.thing is None:
            raise LookupError(key)
        super().__init__(plan, data, key=key)

    def initial(self):
        return {"specimen": self.thing.specimen}

    def value(self):
        sent = self.form.cleaned_data["specimen"]
        return tuple(
            replace(one, specimen=sent) if one.key == self.key else one for one in self.plan.blueprint.requirements
        )
