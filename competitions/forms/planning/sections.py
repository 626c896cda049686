"""The form that units fill in: its sections with their weights, and the questions of one section."""

from dataclasses import dataclass, replace
from decimal import Decimal

from crispy_forms.layout import Div, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from competitions.domain.blueprint import QuestionData, SectionData
from competitions.domain.checking.columns import HUNDRED
from competitions.forms.planning.boxes import GroupBox, in_bytes, in_mebibytes, kinds, size, weight
from competitions.forms.planning.rows import RowForm, RowsForm, text, whole


class GroupedRow(RowForm):
    """A row for all groups of the plan or for one of them."""

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].among(groups)


class SectionRow(GroupedRow):
    named_by = "title"

    title = text(_("Judul bagian"), _("Isi judul bagian, atau hapus barisnya"), longest=120)
    weight = weight(hint=_("Dalam penilaian proposal"))
    group = GroupBox(_("Diisi oleh"))
    claim = text(
        _("Yang diperiksa di lapangan"),
        "",
        hint=_("Kosongkan bila tidak ada yang dapat dilihat di lapangan"),
        longest=200,
        is_optional=True,
    )
    is_summary = forms.BooleanField(
        label=_("Ringkasan inovasi di halaman publik"),
        help_text=_("Dibaca paling dulu dalam katalog; bagian lain tampil dengan judulnya"),
        required=False,
    )
    needs_evidence = forms.BooleanField(label=_("Perlu bukti"), required=False)
    evidence_kinds = kinds(_("Jenis berkas bukti"))
    evidence_max_bytes = size(_("Ukuran satu bukti paling besar"))
    evidence_max_files = whole(
        _("Banyaknya bukti paling banyak"), _("Isi banyaknya bukti"), hint=_("Berkas"), least=1, most=50
    )

    def layout(self):
        evidence = Div(
            "needs_evidence",
            "evidence_kinds",
            Row("evidence_max_bytes", "evidence_max_files"),
            css_class="row-part",
        )
        return ["key", "title", Row("weight", "group"), "claim", "is_summary", evidence]


@dataclass(frozen=True)
class WeightTotal:
    """What the weights of all sections that one group fills in add up to."""

    group: str
    total: Decimal

    @property
    def short(self):
        """What is missing to a hundred; negative when it is too much."""
        return HUNDRED - self.total

    @property
    def over(self):
        """What is too much."""
        return -self.short


class SectionsForm(RowsForm):
    template = "competitions/planning/sections.html"
    beside = "competitions/planning/section_questions.html"
    leads_to_things = True
    row = SectionRow
    noun = _("Bagian")
    add = _("Tambah bagian")

    def __init__(self, plan, data=None, *, key=None):
        self.standing = {section.key: section for section in plan.blueprint.sections}
        super().__init__(plan, data, key=key)
        for form in self.forms:
            section = self.standing.get(form["key"].value())
            form.thing, form.questions = section, section.questions if section else ()

    def options(self):
        return {"groups": self.plan.blueprint.groups}

    def initial(self):
        return [
            {**vars(section), "evidence_max_bytes": in_mebibytes(section.evidence_max_bytes)}
            for section in self.plan.blueprint.sections
        ]

    def blank(self):
        fresh = SectionData("", "", Decimal(0), ())
        return {**vars(fresh), "evidence_max_bytes": in_mebibytes(fresh.evidence_max_bytes)}

    def value(self):
        return tuple(self.section(row) for row in self.rows())

    def section(self, row):
        """A section as its row says, with the questions that it has."""
        old = self.standing.get(row["key"])
        sent = {
            **row,
            "evidence_kinds": tuple(row["evidence_kinds"]),
            "evidence_max_bytes": in_bytes(row["evidence_max_bytes"], old and old.evidence_max_bytes),
        }
        if old is None:
            return SectionData(**sent, questions=())
        if set(old.evidence_kinds) == set(sent["evidence_kinds"]):
            sent["evidence_kinds"] = old.evidence_kinds
        return replace(old, **sent)

    @property
    def totals(self):
        """What the weights add up to for each group, as they stand in the boxes; unreadable ones count nothing."""
        said = [(form["group"].value() or None, read(form["weight"].value())) for form in self.forms]
        return [
            WeightTotal(group.name, sum((number for key, number in said if key in (None, group.key)), Decimal(0)))
            for group in self.plan.blueprint.groups
        ]


def read(value):
    """The weight in a box; 0 where it cannot be read."""
    try:
        return SectionRow.base_fields["weight"].clean(value)
    except ValidationError:
        return Decimal(0)


class QuestionRow(RowForm):
    named_by = "prompt"

    prompt = text(_("Pertanyaan"), _("Isi pertanyaan, atau hapus barisnya"), longest=200)
    hint = text(_("Petunjuk"), "", hint=_("Tampak di bawah pertanyaan"), is_long=True, is_optional=True)
    example = text(
        _("Contoh jawaban"),
        "",
        hint=_("Tentang inovasi rekaan. Penulis membukanya bila perlu"),
        is_long=True,
        is_optional=True,
    )
    min_words = whole(_("Paling sedikit (kata)"), _("Isi jumlah kata paling sedikit; 0 bila tidak ada"))
    max_words = whole(_("Paling banyak (kata)"), _("Isi jumlah kata paling banyak"), least=1)

    def layout(self):
        return ["key", "prompt", "hint", "example", Row("min_words", "max_words")]

    def clean(self):
        data = super().clean()
        least, most = data.get("min_words"), data.get("max_words")
        if None not in (least, most) and least > most:
            self.add_error(
                "max_words",
                _now("Paling banyak %(most)d kata lebih kecil daripada paling sedikit %(least)d kata")
                % {"least": least, "most": most},
            )
        return data


class QuestionsForm(RowsForm):
    """The questions of one section, `key`. LookupError when the plan has no such section."""

    template = "competitions/planning/questions.html"
    row = QuestionRow
    noun = _("Pertanyaan")
    add = _("Tambah pertanyaan")

    def __init__(self, plan, data=None, *, key=None):
        self.thing = next((section for section in plan.blueprint.sections if section.key == key), None)
        if self.thing is None:
            raise LookupError(key)
        super().__init__(plan, data, key=key)

    @property
    def title(self):
        """What the page is called."""
        return self.thing.title

    def initial(self):
        return [vars(question) for question in self.thing.questions]

    def blank(self):
        return {"min_words": 0, "max_words": 200}

    def value(self):
        asked = tuple(QuestionData(**row) for row in self.rows())
        return tuple(
            replace(section, questions=asked) if section.key == self.key else section
            for section in self.plan.blueprint.sections
        )
