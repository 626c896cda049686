"""Which agencies may enter: kinds, provinces, single ones."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import AgencyKind, Region, RegionKind
from competitions.domain.blueprint import AdmissionData
from competitions.forms.planning.agencies import HINT, named
from competitions.forms.planning.rows import RowForm, RowsForm, raw, text
from competitions.forms.planning.selection.composition import SIGN
from competitions.models import Admission

SINGLE = f"{Admission.Dimension.AGENCY}{SIGN}"


class AdmissionRow(RowForm):
    named_by = "what"
    what = forms.ChoiceField(
        label=_("Yang dapat ikut"),
        error_messages={"required": _("Pilih siapa yang dapat ikut"), "invalid_choice": _("Pilih dari daftar")},
    )
    agency = text(
        _("Nama instansi"),
        "",
        hint=HINT,
        longest=200,
        is_optional=True,
    )

    def __init__(self, *args, choices, standing, **kwargs):
        super().__init__(*args, **kwargs)
        self.standing = standing
        self.fields["what"].choices = choices

    @property
    def shown_name(self):
        """Who may enter by this row."""
        values = raw(self) if self.is_bound else self.initial
        what = values.get("what") or ""
        named = {value: label for _group, pairs in self.fields["what"].choices[1:] for value, label in pairs}
        return values.get("agency") or "" if what == SINGLE else named.get(what, "")

    def clean(self):
        data = super().clean()
        if data.get("what") == SINGLE:
            try:
                data["agency"] = named(data.get("agency", ""), standing=self.standing)
            except forms.ValidationError as unknown:
                self.add_error("agency", unknown)
            else:
                if not data["agency"]:
                    self.add_error("agency", _("Tulis nama instansinya"))
        return data


class AdmissionsForm(RowsForm):
    row = AdmissionRow
    noun = _("Baris")
    add = _("Tambah baris")
    nothing = _("Semua instansi dapat ikut. Tambahkan baris bila hanya sebagian.")

    def options(self):
        provinces = Region.objects.filter(kind=RegionKind.PROVINCE).order_by("code").values_list("code", "name")
        named = {
            Admission.Dimension.KIND: [(kind.value, capfirst(kind.label)) for kind in AgencyKind],
            Admission.Dimension.PROVINCE: self.__dict__.setdefault("provinces", list(provinces)),
            Admission.Dimension.AGENCY: [("", _("Satu instansi (tulis namanya)"))],
        }
        groups = [
            (capfirst(of.label), [(f"{of}{SIGN}{value}", name) for value, name in pairs]) for of, pairs in named.items()
        ]
        standing = {one.value for one in self.plan.blueprint.admissions if one.dimension == Admission.Dimension.AGENCY}
        return {"choices": [("", _("Pilih siapa yang dapat ikut")), *groups], "standing": standing}

    def initial(self):
        return [
            {
                "what": SINGLE if one.dimension == Admission.Dimension.AGENCY else f"{one.dimension}{SIGN}{one.value}",
                "agency": one.value if one.dimension == Admission.Dimension.AGENCY else "",
            }
            for one in self.plan.blueprint.admissions
        ]

    def value(self):
        return tuple(told(form.cleaned_data) for form in self.forms)


def told(row):
    """What one row says."""
    if row["what"] == SINGLE:
        return AdmissionData(Admission.Dimension.AGENCY.value, row["agency"])
    of, _sign, value = row["what"].partition(SIGN)
    return AdmissionData(of, value)
