"""The stages of an edition: which, in which order and when; and what each of them works with."""

from dataclasses import fields, replace

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from competitions.domain import blindness
from competitions.domain.blueprint import StageData
from competitions.domain.parts import TIE_SETTINGS, read_stages
from competitions.forms.planning.head import day, hour, moment
from competitions.forms.planning.rows import PlanForm, PlanPartForm, RowForm, RowsForm, decimal, text, whole
from competitions.forms.planning.settings_boxes import box
from competitions.kinds import NEEDS

WINDOW = ("opens_on", "opens_time", "closes_on", "closes_time")


def kinds():
    """The kinds that a new stage may be of."""
    return [("", _("Pilih jenis tahap")), *((kind, capfirst(needs.label)) for kind, needs in NEEDS.items())]


class StageRow(RowForm):
    kind = forms.ChoiceField(
        label=_("Jenis tahap"),
        help_text=_("Tidak dapat diubah setelah disimpan"),
        choices=kinds,
        error_messages={"required": _("Pilih jenis tahap"), "invalid_choice": _("Pilih jenis tahap dari daftar")},
    )
    name = text(_("Nama tahap"), _("Isi nama tahap, atau hapus barisnya"), longest=120)
    opens_on = day(_("Mulai, tanggal"), _("Isi tanggal tahap mulai"))
    opens_time = hour(_("Mulai, jam"))
    closes_on = day(_("Selesai, tanggal"), _("Isi tanggal tahap selesai"))
    closes_time = hour(_("Selesai, jam"))
    is_beside = forms.BooleanField(
        label=_("Berjalan bersama tahap sebelumnya"),
        help_text=_("Pesertanya sama; tahap sesudahnya menunggu keduanya"),
        required=False,
    )

    def __init__(self, *args, standing, **kwargs):
        super().__init__(*args, **kwargs)
        if kind := standing.get(self["key"].value()):
            del self.fields["kind"]
            label = NEEDS[kind].label if kind in NEEDS else kind
            self.fields["name"].help_text = _("Jenis: %(kind)s") % {"kind": label}

    def layout(self):
        kind = ["kind"] if "kind" in self.fields else []
        return ["key", *kind, "name", Row("opens_on", "opens_time"), Row("closes_on", "closes_time"), "is_beside"]

    def clean(self):
        data = super().clean()
        boxes = [data.get(name) for name in WINDOW]
        if None not in boxes and moment(*boxes[2:]) <= moment(*boxes[:2]):
            self.add_error("closes_on", _("Tahap harus selesai setelah mulai"))
        return data


class StagesForm(RowsForm):
    row = StageRow
    noun = _("Tahap")
    add = _("Tambah tahap")
    lead = _("Rubrik, penilai, dan pengaturan")

    def options(self):
        return {"standing": {stage.key: str(stage.kind) for stage in self.plan.blueprint.stages}}

    def initial(self):
        return [self.shown(stage) for stage in self.plan.blueprint.stages]

    def shown(self, stage):
        """A stage as it stands in the boxes of its row."""
        opens, closes = map(timezone.localtime, self.window(stage))
        return {
            "key": stage.key,
            "name": stage.name,
            "opens_on": opens.date(),
            "opens_time": opens.time(),
            "closes_on": closes.date(),
            "closes_time": closes.time(),
            "is_beside": stage.is_beside,
        }

    def window(self, stage):
        """When a stage opens and closes."""
        opens = self.plan.head.closes_at + stage.opens_after
        return opens, opens + stage.lasts

    def value(self):
        before = {stage.key: stage for stage in read_stages(self.plan)}
        return tuple(self.made(row, before.get(row["key"])) for row in self.rows())

    def made(self, row, old):
        """The stage of a row; one that stands keeps what its row does not show."""
        opens, closes = moment(row["opens_on"], row["opens_time"]), moment(row["closes_on"], row["closes_time"])
        if old:
            opens, closes = map(unless_shown, (opens, closes), self.window(old))
        window = {
            "opens_after": opens - self.plan.head.closes_at,
            "lasts": closes - opens,
            "is_beside": bool(row.get("is_beside")),
        }
        if old:
            return replace(old, name=row["name"], **window)
        # Of a kind that does not exist there may be a stage in the plan, but no new one.
        return StageData(row.get("kind", ""), row["name"], key=row["key"], **window)

    def key_for(self, row, form, taken):
        """The first stage of a kind is known by it."""
        kind = row.get("kind", "")
        return kind if kind and kind not in taken else super().key_for(row, form, taken)


def unless_shown(sent, stands):
    """The moment that was sent; the one that stands where that is what was shown, to the minute."""
    return stands if sent == stands.replace(second=0, microsecond=0) else sent


# The columns of a stage that have a box of their own.
SWITCHES = ("is_blind", "hides_colleagues", "hides_judges")
FIELDS = ("rubric", "readers_each", "passing_score", *SWITCHES, "objection_days", "guide")
# What a stage says of each while nobody has set it.
UNSET = {one.name: one.default for one in fields(StageData)}


class StageSettings(PlanForm):
    """What a stage works with: what every stage may have, then what its kind understands besides."""

    rubric = forms.ChoiceField(
        label=_("Rubrik"),
        required=False,
        error_messages={"invalid_choice": _("Pilih rubrik dari daftar")},
    )
    readers_each = whole(
        _("Penilai per usulan"), "", hint=_("Berapa orang yang membaca setiap usulan"), least=1, is_optional=True
    )
    passing_score = decimal(
        _("Nilai lulus"),
        "",
        hint=_("Yang di bawahnya tidak lanjut, walaupun kuota masih ada"),
        is_optional=True,
    )
    is_blind = forms.BooleanField(
        label=_("Penilai tidak tahu siapa pengusulnya"),
        help_text=_(
            "Penilai membaca salinan tersamar saja. Unit mengonfirmasi judul netral dan bagian yang disamarkan sebelum "
            "usulan diajukan. Daftar publik memuat nomor usulan saja sampai tahap ini ditutup"
        ),
        required=False,
    )
    hides_colleagues = forms.BooleanField(
        label=_("Penilai tidak saling tahu nama"),
        help_text=_("Dalam pembahasan, penilai melihat kode penilai lain, bukan namanya"),
        required=False,
    )
    hides_judges = forms.BooleanField(
        label=_("Pengusul tidak tahu siapa penilainya"),
        help_text=_("Bila tidak dicentang, pengusul membaca nama penilai di halaman wawancara dan kunjungannya"),
        required=False,
    )
    objection_days = whole(
        _("Masa sanggah (hari kalender)"),
        "",
        hint=_("Biasanya 5. Daftar diumumkan sementara dahulu; publik dapat menyanggah. Kosongkan bila tidak ada"),
        least=1,
        is_optional=True,
    )

    guide = text(
        _("Pedoman penilaian"),
        "",
        hint=_("Cara menilai menurut edisi ini. Tampil di samping setiap lembar nilai"),
        is_long=True,
        is_optional=True,
        rows=8,
    )

    def __init__(self, *args, stage, rubrics, **kwargs):
        super().__init__(*args, **kwargs)
        self.stage, self.of_kind = stage, []
        self.fields["rubric"].choices = [("", _("Belum dipilih")), *rubrics]
        needs = NEEDS.get(stage.kind)
        asked = asked_by(needs) if needs else set()
        for name in list(self.fields):
            # What was set once stays to be seen, whether the kind asks for it or not.
            if name not in asked and getattr(stage, name) in (None, UNSET[name]):
                del self.fields[name]
        for setting in fields(needs.settings) if needs else ():
            if setting.name in TIE_SETTINGS.values():
                continue
            name = f"atur-{setting.name}"
            self.fields[name] = box(setting)
            self.initial[name] = stage.settings.get(setting.name, setting.metadata["write"](setting.default))
            self.of_kind.append((name, setting.name))

    def layout(self):
        own = [name for name, _setting in self.of_kind]
        general = [name for name in self.fields if name not in own]
        needs = NEEDS.get(self.stage.kind)
        return [*general, *([Fieldset(capfirst(str(needs.label)), *own)] if own else [])]


def asked_by(needs):
    """Which of the columns of a stage a kind works with."""
    asked = {"objection_days"}
    if needs.is_scored:
        asked.add("rubric")
    if needs.is_scored and needs.judged_by:
        asked |= {"passing_score", "is_blind", "hides_colleagues", "guide"}
    if needs.judged_by and not needs.selects:
        asked.add("hides_judges")
    if needs.judged_by and (needs.is_scored or not needs.selects):
        asked.add("readers_each")
    return asked


class StageForm(PlanPartForm):
    form_class = StageSettings
    template = "competitions/planning/stage.html"

    def __init__(self, plan, data=None, *, key=None):
        self.stage = {stage.key: stage for stage in read_stages(plan)}[key]
        super().__init__(plan, data, key=key)

    @property
    def heading(self):
        """What the page is about."""
        return self.stage.name

    @property
    def consequences(self):
        """What follows from who may know whom, in words."""
        return blindness.consequences(self.plan.blueprint, self.stage)

    @property
    def has_boxes(self):
        """Whether there is anything to set."""
        return bool(self.form.fields)

    def options(self):
        return {
            "stage": self.stage,
            "rubrics": [(rubric.key, rubric.name or rubric.key) for rubric in self.plan.blueprint.rubrics],
        }

    def initial(self):
        return {name: getattr(self.stage, name) for name in FIELDS}

    def value(self):
        data = dict(self.form.cleaned_data)
        told = {setting: data.pop(name) for name, setting in self.form.of_kind}
        if "rubric" in data:
            data["rubric"] = data["rubric"] or None
        changed = replace(self.stage, settings={**self.stage.settings, **told}, **data)
        return tuple(changed if stage.key == self.key else stage for stage in read_stages(self.plan))
