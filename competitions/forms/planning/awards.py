"""The awards of each stage that a decree decides."""

from crispy_forms.layout import Row
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from competitions.domain import pictures
from competitions.domain.blueprint import AwardData
from competitions.forms.planning.groups import cased
from competitions.forms.planning.head import refuse_holes
from competitions.forms.planning.pictures import picture_field
from competitions.forms.planning.rows import RowForm, RowsForm, text, whole
from competitions.forms.planning.selection.composition import StagesOf
from competitions.models.award_name import ACROSS_YEARS, Seal, SealColour

# What a row and an award call alike.
OF_ROW = (
    "name", "group", "places", "seal", "seal_colour", "picture", "signatory_name", "signatory_office", "decree",
)  # fmt: skip


def award_of(row):
    """The award that a cleaned row says."""
    values = {name: row[name] for name in OF_ROW}
    values |= {"group": row["group"] or None, "seal_colour": row["seal_colour"] or SealColour.GOLD.value}
    return AwardData(row["kind"], **values)


class AwardsPage(StagesOf):
    def told(self, stage):
        """The names of the awards."""
        return [award.name or award.key for award in stage.awards]


class AwardRow(RowForm):
    kind = forms.ChoiceField(
        label=_("Sebutannya lintas tahun"),
        help_text=_("Agar penghargaan yang sama dapat dibandingkan dari tahun ke tahun"),
        error_messages={"required": _("Pilih sebutan lintas tahun"), "invalid_choice": _("Pilih dari daftar")},
    )
    name = text(_("Sebutan pada edisi ini"), _("Isi sebutan penghargaan, atau hapus barisnya"), longest=120)
    group = forms.ChoiceField(
        label=_("Kelompok"), required=False, error_messages={"invalid_choice": _("Pilih kelompok dari daftar")}
    )
    places = whole(_("Kuota"), "", hint=_("Kosongkan bila untuk semua yang lolos"), least=1, is_optional=True)

    seal = forms.ChoiceField(
        label=_("Cap pada sertifikat"),
        required=False,
        choices=[("", _("Tanpa cap")), *cased(Seal)],
        error_messages={"invalid_choice": _("Pilih cap dari daftar")},
    )
    seal_colour = forms.ChoiceField(
        label=_("Warna cap"),
        required=False,
        choices=cased(SealColour),
        error_messages={"invalid_choice": _("Pilih warna dari daftar")},
    )
    picture = picture_field(
        _("Gambar cap"), _("Dicetak di tempat cap yang digambar portal. Unggah gambar di halaman rencana")
    )
    signatory_name = text(
        _("Penanda tangan"),
        "",
        hint=_("Kosongkan bila sama dengan edisi"),
        longest=120,
        is_optional=True,
    )
    signatory_office = text(
        _("Jabatan penanda tangan"), "", hint=_("Kosongkan bila sama dengan edisi"), longest=160, is_optional=True
    )
    decree = text(
        _("Sebutan keputusan"),
        "",
        hint=_("Misalnya Keputusan Menteri PANRB; kosongkan untuk “Keputusan”"),
        longest=120,
        is_optional=True,
    )

    def __init__(self, *args, groups, kinds, pictures, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [("", _("Semua kelompok")), *groups]
        self.fields["kind"].choices = kinds
        self.fields["picture"].choices = pictures

    def clean(self):
        data = super().clean()
        for name in ("name", "signatory_name", "signatory_office", "decree"):
            refuse_holes(self, name)
        return data

    def layout(self):
        return [
            "key",
            "kind",
            "name",
            Row("group", "places"),
            Row("seal", "seal_colour"),
            "picture",
            "signatory_name",
            "signatory_office",
            "decree",
        ]


class AwardsForm(RowsForm):
    """The awards of one stage."""

    row = AwardRow
    template = "competitions/planning/awards.html"
    noun = _("Penghargaan")
    add = _("Tambah penghargaan")

    def __init__(self, plan, data=None, *, key=None):
        self.stage = {stage.key: stage for stage in plan.blueprint.stages}[key]
        super().__init__(plan, data, key=key)

    @property
    def has_pdf(self):
        """Whether certificates can be made as PDF here."""
        return settings.PDF_ENABLED

    @property
    def heading(self):
        """What the page is about."""
        return self.stage.name

    def options(self):
        own = {award.key: award.name for award in self.stage.awards if award.key not in ACROSS_YEARS}
        return {
            "groups": [(group.key, group.name or group.key) for group in self.plan.blueprint.groups],
            "kinds": [*ACROSS_YEARS.items(), *own.items()],
            "pictures": pictures.choices(*(award.picture for award in self.stage.awards)),
        }

    def initial(self):
        return [{"kind": award.key, **{name: getattr(award, name) for name in OF_ROW}} for award in self.stage.awards]

    def value(self):
        before = {stage.key: stage.awards for stage in self.plan.blueprint.stages}
        rows = [form.cleaned_data for form in self.forms]
        return before | {self.key: tuple(award_of(row) for row in rows)}
