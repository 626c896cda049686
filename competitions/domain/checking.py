"""Every reason why a plan cannot run, collected, one sentence each: nothing is found out when a stage opens.

What is checked is the plan as values, before a row is written. What only looks odd is a caution, not a reason.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db.models import CharField, DecimalField, Field, IntegerField, SlugField, TextField
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import AgencyKind, RegionClass
from competitions.domain import composition, timetable
from competitions.domain.blueprint import Blueprint, RubricData, RuleData, StageData
from competitions.domain.composition import EACH, Dimension, Key
from competitions.kinds import NEEDS, FieldSettings, InterviewSettings, Misunderstood, Settings, StageKind, understood
from competitions.models import (
    AwardName,
    Category,
    CompositionRule,
    Criterion,
    Edition,
    EntryCheck,
    Group,
    Level,
    Question,
    Requirement,
    Rubric,
    Section,
    Stage,
    StageQuota,
)

HUNDRED = Decimal(100)
SLUG = re.compile(r"[-a-zA-Z0-9_]+")
# Years that an edition can be of; a typing error is farther away.
YEARS = range(2000, 2101)
FARTHEST = 3660
NUMBER_IN_A_NAME = re.compile(r"(?<!\d)(\d{1,4})(?!\d)")


def reasons(plan: Blueprint, *, closes_at: datetime) -> list[str]:
    """Why the plan cannot run when registration closes at `closes_at`; empty when it can.

    Two queries at most, and only where a rule names provinces or agencies.
    """
    return [*Checked(plan, closes_at)]


def cautions(plan: Blueprint) -> list[str]:
    """What looks like a mistake and is none: an award whose name counts otherwise than its places."""
    return [
        _("Penghargaan “%(award)s” menyebut %(named)d, padahal tempatnya %(places)d.")
        % {"award": award.name, "named": number, "places": places}
        for stage in plan.stages
        for award in stage.awards
        if (places := places_of(award, stage)) is not None
        for number in map(int, NUMBER_IN_A_NAME.findall(award.name))
        if number != places and number not in YEARS
    ]


def places_of(award, stage: StageData) -> int | None:
    """How many can receive an award of a stage, or None where the plan does not say."""
    if award.places is not None:
        return award.places
    if award.group is not None:
        return stage.places.get(award.group)
    return sum(stage.places.values()) if stage.places else None


def edition_reasons(edition: Edition, *, is_slug_taken: bool) -> list[str]:
    """Why an edition cannot be of this name, year and registration."""
    said = list(misfits(Edition, vars(edition), _("Edisi"), EDITION_FIELDS))
    if is_slug_taken:
        said.append(_("Alamat “%(slug)s” sudah dipakai edisi lain.") % {"slug": edition.slug})
    if isinstance(edition.year, int) and edition.year not in YEARS:
        said.append(_("Tahun edisi harus antara %(first)d dan %(last)d.") % {"first": YEARS[0], "last": YEARS[-1]})
    moments = (edition.opens_at, edition.closes_at)
    if not all(isinstance(moment, datetime) and timezone.is_aware(moment) for moment in moments):
        said.append(_("Isi waktu pendaftaran dibuka dan ditutup."))
    elif edition.closes_at <= edition.opens_at:
        said.append(_("Pendaftaran harus ditutup setelah dibuka."))
    if edition.agency_cap == 0:
        said.append(_("Batas usulan per instansi paling sedikit 1; kosongkan bila tanpa batas."))
    return said


EDITION_FIELDS = (
    "slug",
    "name",
    "year",
    "theme",
    "legal_basis",
    "agency_cap",
    "award_place",
    "signatory_name",
    "signatory_office",
)


def misfits(model, values: Mapping, what: str, names: Iterable[str]) -> Iterator[str]:
    """Why values do not fit into the columns of a model, named as people know the columns."""
    for name in names:
        field, value = model._meta.get_field(name), values[name]
        if why := misfit(field, value):
            yield _("%(what)s: %(field)s %(why)s.") % {"what": what, "field": field.verbose_name, "why": why}


def misfit(field: Field, value) -> str | None:
    """Why a value does not fit into a column, as the end of a sentence; None when it does."""
    if value is None or (isinstance(value, str) and not value.strip()):
        fits = field.null if value is None else field.blank
        return None if fits else _("belum diisi")
    if isinstance(field, CharField | TextField):
        return unwritable(field, value)
    if isinstance(field, IntegerField | DecimalField) and isinstance(value, bool):
        return _("bukan angka")
    try:
        field.clean(value, None)
    except (ValidationError, TypeError, ValueError, ArithmeticError):
        return _("di luar batas")
    return None


def unwritable(field, value) -> str | None:
    """Why a text cannot stand in a column of text."""
    if not isinstance(value, str) or "\0" in value:
        return _("memuat teks yang tidak dapat disimpan")
    if field.max_length and len(value) > field.max_length:
        return _("paling banyak %(longest)d huruf") % {"longest": field.max_length}
    if isinstance(field, SlugField) and not SLUG.fullmatch(value):
        return _("hanya boleh berisi huruf, angka, dan tanda hubung")
    if field.choices and value not in dict(field.flatchoices):
        return _("tidak dikenal: %(value)s") % {"value": value}
    return None


class Checked:
    """A plan under examination: iterating gives its sentences, part by part in the order of the planning pages."""

    def __init__(self, plan: Blueprint, closes_at: datetime) -> None:
        self.plan, self.closes_at = plan, closes_at
        self.groups = {group.key: group.name for group in plan.groups}
        self.rubrics = {rubric.key: rubric for rubric in plan.rubrics}

    def __iter__(self) -> Iterator[str]:
        yield from self.of_groups()
        yield from self.of_categories()
        yield from self.of_sections()
        yield from self.of_requirements()
        yield from self.of_checks()
        yield from self.of_rubrics()
        yield from self.of_stages()

    # --- parts

    def of_groups(self):
        """Who competes with whom."""
        if not self.plan.groups:
            yield _("Edisi memerlukan paling sedikit satu kelompok.")
        yield from repeated(self.plan.groups, "key", _("Kunci kelompok"))
        for group in self.plan.groups:
            yield from self.fits(Group, group, _("Kelompok “%(name)s”") % {"name": group.name or group.key})

    def of_categories(self):
        """The fields of service."""
        if not self.plan.categories:
            yield _("Edisi memerlukan paling sedikit satu kategori.")
        yield from repeated(self.plan.categories, "key", _("Kunci kategori"))
        for category in self.plan.categories:
            yield from self.fits(Category, category, _("Kategori “%(name)s”") % {"name": category.name or category.key})

    def of_sections(self):
        """The form: sections whose weights sum to 100 for each group, and their questions."""
        if not self.plan.sections:
            yield _("Formulir memerlukan paling sedikit satu bagian.")
        yield from repeated(self.plan.sections, "key", _("Kunci bagian"))
        for section in self.plan.sections:
            what = _("Bagian “%(name)s”") % {"name": section.title or section.key}
            yield from self.fits(Section, section, what)
            yield from percentage(section.weight, what)
            if not section.questions:
                yield _("%(what)s tidak memuat pertanyaan.") % {"what": what}
            yield from repeated(section.questions, "key", _("%(what)s: kunci pertanyaan") % {"what": what})
            for question in section.questions:
                yield from self.of_question(question)
        for group in self.plan.groups:
            mine = [section for section in self.plan.sections if section.group in (None, group.key)]
            what = _("Bobot bagian untuk “%(name)s”") % {"name": group.name}
            yield from hundred([section.weight for section in mine], what)

    def of_question(self, question):
        """One question and its limits in words."""
        what = _("Pertanyaan “%(name)s”") % {"name": question.prompt or question.key}
        misfit_found = list(self.fits(Question, question, what))
        yield from misfit_found
        if misfit_found:
            return
        if question.max_words < 1:
            yield _("%(what)s: batas kata paling sedikit 1.") % {"what": what}
        elif question.min_words > question.max_words:
            yield _("%(what)s meminta paling sedikit %(least)d kata, padahal paling banyak %(most)d.") % {
                "what": what,
                "least": question.min_words,
                "most": question.max_words,
            }

    def of_requirements(self):
        """The documents that are asked for."""
        yield from repeated(self.plan.requirements, "key", _("Kunci dokumen"))
        for requirement in self.plan.requirements:
            what = _("Dokumen “%(name)s”") % {"name": requirement.name or requirement.key}
            yield from self.fits(Requirement, requirement, what)
            if requirement.max_bytes == 0:
                yield _("%(what)s: ukuran berkas paling sedikit 1 bita.") % {"what": what}

    def of_checks(self):
        """The checklist of the administrative selection."""
        yield from repeated(self.plan.checks, "code", _("Kode alasan"))
        for check in self.plan.checks:
            what = _("Syarat administrasi “%(name)s”") % {"name": check.code or check.statement}
            yield from self.fits(EntryCheck, check, what)

    def of_rubrics(self):
        """What judges mark: weighted criteria on levels that rise."""
        yield from repeated(self.plan.rubrics, "key", _("Kunci rubrik"))
        for rubric in self.plan.rubrics:
            what = _("Rubrik “%(name)s”") % {"name": rubric.name or rubric.key}
            yield from self.fits(Rubric, rubric, what)
            yield from self.of_criteria(rubric, what)
            yield from self.of_levels(rubric, what)

    def of_criteria(self, rubric: RubricData, what):
        """The criteria of one rubric."""
        if not rubric.criteria:
            yield _("%(what)s tidak memuat kriteria.") % {"what": what}
            return
        yield from repeated(rubric.criteria, "key", _("%(what)s: kunci kriteria") % {"what": what})
        for criterion in rubric.criteria:
            named = _("%(what)s, kriteria “%(name)s”") % {"what": what, "name": criterion.name or criterion.key}
            yield from self.fits(Criterion, criterion, named)
            yield from percentage(criterion.weight, named)
        yield from hundred(
            [criterion.weight for criterion in rubric.criteria], _("Bobot rubrik “%(name)s”") % {"name": rubric.name}
        )
        if sum(bool(criterion.breaks_ties) for criterion in rubric.criteria) > 1:
            yield _("%(what)s: hanya satu kriteria yang menentukan bila nilai sama.") % {"what": what}

    def of_levels(self, rubric: RubricData, what):
        """The scale of one rubric."""
        if len(rubric.levels) < 2:
            yield _("%(what)s memerlukan paling sedikit dua tingkat nilai.") % {"what": what}
        for level in rubric.levels:
            named = _("%(what)s, tingkat “%(name)s”") % {"what": what, "name": level.name or level.points}
            yield from self.fits(Level, level, named)
            if is_number(level.points) and level.points > 100:
                yield _("%(what)s: poin paling banyak 100.") % {"what": named}
        points = [level.points for level in rubric.levels]
        if all(map(is_number, points)) and any(lower >= higher for lower, higher in pairwise(points)):
            yield _("%(what)s: poin tingkat harus naik, dari yang terendah.") % {"what": what}

    def of_stages(self):
        """The stages: each by itself, then one after the other."""
        if not self.plan.stages:
            yield _("Edisi memerlukan paling sedikit satu tahap.")
        yield from repeated(self.plan.stages, "key", _("Kunci tahap"))
        yield from self.of_windows()
        names = self.names()
        for position, stage in enumerate(self.plan.stages):
            what = called(stage)
            yield from self.fits(Stage, stage, what)
            if stage.kind not in StageKind.values:
                yield _("%(what)s: jenis tahap tidak dikenal: %(kind)s.") % {"what": what, "kind": stage.kind}
                continue
            earlier = self.plan.stages[:position]
            yield from self.of_scoring(stage, what)
            yield from self.of_places(stage, earlier, what)
            yield from self.of_recap(stage, earlier, what)
            yield from self.of_awards(stage, what)
            yield from self.of_settings(stage, earlier, what)
            for sentence in rule_reasons(stage, names=names, groups=self.groups):
                yield f"{what}: {sentence}"

    # --- parts of a stage

    def of_windows(self):
        """Windows follow the close of registration and one another."""
        until, before = timedelta(0), None
        for stage in self.plan.stages:
            what = called(stage)
            if not all(isinstance(span, timedelta) for span in (stage.opens_after, stage.lasts)):
                yield _("%(what)s: isi waktu mulai dan lamanya.") % {"what": what}
                continue
            if max(abs(stage.opens_after.days), abs(stage.lasts.days)) > FARTHEST:
                yield _("%(what)s jauhnya lebih dari sepuluh tahun dari penutupan pendaftaran.") % {"what": what}
                continue
            if stage.lasts <= timedelta(0):
                yield _("%(what)s harus selesai setelah mulai.") % {"what": what}
            if stage.opens_after < timedelta(0):
                yield _("%(what)s mulai sebelum pendaftaran ditutup.") % {"what": what}
            elif stage.opens_after < until:
                yield _("%(what)s mulai sebelum %(before)s selesai.") % {"what": what, "before": before}
            if stage.opens_after + stage.lasts > until:
                until, before = stage.opens_after + stage.lasts, what

    def of_scoring(self, stage: StageData, what):
        """A stage that is scored has a rubric and readers; its passing score lies on the scale."""
        rubric = self.rubrics.get(stage.rubric)
        if stage.rubric and rubric is None:
            yield _("%(what)s memakai rubrik yang tidak ada: %(key)s.") % {"what": what, "key": stage.rubric}
        if NEEDS[StageKind(stage.kind)].is_scored:
            if not stage.rubric:
                yield _("%(what)s memberi nilai, jadi memerlukan rubrik.") % {"what": what}
            if stage.readers_each is None:
                yield _("%(what)s: isi berapa penilai yang membaca setiap usulan.") % {"what": what}
        if stage.readers_each == 0:
            yield _("%(what)s: setiap usulan memerlukan paling sedikit satu penilai.") % {"what": what}
        if is_number(stage.passing_score):
            points = [level.points for level in rubric.levels if is_number(level.points)] if rubric else []
            highest = max(points, default=100)
            if not 0 <= stage.passing_score <= highest:
                yield _("%(what)s: nilai lulus harus dari 0 sampai %(highest)s.") % {"what": what, "highest": highest}

    def of_places(self, stage: StageData, earlier: Sequence[StageData], what):
        """Places are for groups that exist, and never more than the stages before let through."""
        needs = NEEDS[StageKind(stage.kind)]
        if stage.places and not needs.cuts:
            yield _("%(what)s meloloskan semua pesertanya, jadi tidak memakai kuota.") % {"what": what}
        for key, places in stage.places.items():
            if key not in self.groups:
                yield _("%(what)s: kuota untuk kelompok yang tidak ada: %(key)s.") % {"what": what, "key": key}
                continue
            group = self.groups[key]
            if not is_whole(places) or misfit(StageQuota._meta.get_field("places"), places) or places < 1:
                yield _("%(what)s: kuota %(group)s paling sedikit 1.") % {"what": what, "group": group}
            elif (most := entering(key, earlier)) is not None and places > most[0]:
                yield _("%(what)s: kuota %(group)s %(places)d, padahal %(before)s hanya meloloskan %(most)d.") % {
                    "what": what,
                    "group": group,
                    "places": places,
                    "before": most[1],
                    "most": most[0],
                }
        if needs.selects:
            for key in (key for key in self.groups if key not in stage.places):
                yield _("%(what)s: isi kuota %(group)s.") % {"what": what, "group": self.groups[key]}

    def of_recap(self, stage: StageData, earlier: Sequence[StageData], what):
        """A recap counts scores of earlier stages, one of which cannot be skipped."""
        selects = NEEDS[StageKind(stage.kind)].selects
        if stage.recap and not selects:
            yield _("%(what)s tidak menghitung rekap nilai.") % {"what": what}
        if not stage.recap:
            if selects:
                yield _("%(what)s: pilih tahap yang nilainya dihitung dalam rekap.") % {"what": what}
            return
        before = {one.key: one for one in earlier}
        every = {one.key for one in self.plan.stages}
        for key, weight in stage.recap.items():
            if key not in every:
                yield _("%(what)s: rekap memakai tahap yang tidak ada: %(key)s.") % {"what": what, "key": key}
            elif key not in before:
                yield _("%(what)s: rekap hanya dapat memakai tahap sebelumnya, bukan %(key)s.") % {
                    "what": what,
                    "key": key,
                }
            elif before[key].kind in StageKind.values and not NEEDS[StageKind(before[key].kind)].is_scored:
                yield _("%(what)s: rekap memakai tahap yang tidak memberi nilai: %(source)s.") % {
                    "what": what,
                    "source": before[key].name,
                }
            if not is_number(weight) or not 0 < weight <= HUNDRED:
                yield _("%(what)s: bobot rekap harus lebih dari 0 dan paling banyak 100.") % {"what": what}
        yield from hundred(stage.recap.values(), _("Bobot rekap tahap “%(name)s”") % {"name": stage.name})
        known = [before[key] for key in stage.recap if key in before and before[key].kind in StageKind.values]
        if known and all(NEEDS[StageKind(one.kind)].can_be_skipped for one in known):
            yield _("%(what)s: rekap hanya memakai tahap yang dapat dilewati. Tambahkan tahap yang pasti berjalan.") % {
                "what": what
            }

    def of_awards(self, stage: StageData, what):
        """Awards belong to a stage that a decree decides, and within its places."""
        if stage.awards and not NEEDS[StageKind(stage.kind)].selects:
            yield _("%(what)s tidak diputuskan dengan surat keputusan, jadi tidak memberi penghargaan.") % {
                "what": what
            }
        times = Counter((award.key, award.group) for award in stage.awards)
        if any(number > 1 for number in times.values()):
            yield _("%(what)s: kunci penghargaan sama dua kali dalam satu kelompok.") % {"what": what}
        for award in stage.awards:
            named = _("%(what)s, penghargaan “%(name)s”") % {"what": what, "name": award.name or award.key}
            yield from self.fits(AwardName, award, named)
            if not is_number(award.places):
                continue
            of_stage = [stage.places.get(key) for key in self.groups if award.group in (None, key)]
            if award.places < 1:
                yield _("%(what)s: tempat paling sedikit 1.") % {"what": named}
            elif all(map(is_number, of_stage)) and award.places > sum(of_stage):
                yield _("%(what)s: %(places)d tempat, padahal yang lolos hanya %(most)d.") % {
                    "what": named,
                    "places": award.places,
                    "most": sum(of_stage),
                }

    def of_settings(self, stage: StageData, earlier: Sequence[StageData], what):
        """The kind's own settings, and whether what they lay out fits into the window."""
        try:
            settings = understood(stage.kind, stage.settings)
        except Misunderstood as wrong:
            yield from (f"{what}: {sentence}" for sentence in wrong.sentences)
            return
        rubric = self.rubrics.get(stage.rubric)
        if isinstance(settings, InterviewSettings) and rubric and rubric.criteria:
            components = {str(criterion.component) for criterion in rubric.criteria}
            if settings.tie_component not in components:
                yield _("%(what)s: komponen penentu bila nilai sama tidak ada dalam rubriknya.") % {"what": what}
        count = [entering(key, earlier) for key in self.groups]
        if all(count) and (most := self.capacity(stage, settings, at_most=sum(places for places, _by in count))):
            number, places = sum(places for places, _by in count), most[0]
            if places < number:
                yield _("%(what)s hanya muat %(places)d dari %(count)d peserta pada jadwal dan pengaturannya.") % {
                    "what": what,
                    "places": places,
                    "count": number,
                }

    def capacity(self, stage: StageData, settings: Settings, *, at_most: int) -> tuple[int] | None:
        """How many entrants the window takes, in a tuple of one; None where the kind does not say."""
        window = (stage.opens_after, stage.lasts)
        if not all(isinstance(span, timedelta) and 0 <= span.days <= FARTHEST for span in window):
            return None
        opens_at = self.closes_at + stage.opens_after
        closes_at = opens_at + stage.lasts
        if isinstance(settings, InterviewSettings):
            return (timetable.sessions_that_fit(settings, opens_at, closes_at, at_most=at_most),)
        if isinstance(settings, FieldSettings):
            return (timetable.visits_that_fit(settings, opens_at, closes_at),)
        return None

    # --- what the parts share

    def fits(self, model, thing, what):
        """Each field of a part in its column, its group among the plan's."""
        columns = {
            field.name for field in model._meta.get_fields() if isinstance(field, Field) and not field.is_relation
        }
        leave = {"settings"}
        yield from misfits(model, vars(thing), what, [name for name in vars(thing) if name in columns - leave])
        group = getattr(thing, "group", None)
        if group is not None and group not in self.groups:
            yield _("%(what)s: kelompok tidak dikenal: %(key)s.") % {"what": what, "key": group}

    def names(self) -> dict[Key, str]:
        """What each value that a rule may name is called: the plan's own, and those the portal knows."""
        rules = [rule for stage in self.plan.stages for rule in stage.composition if isinstance(rule.value, str)]
        asked = {
            dimension: {rule.value for rule in rules if rule.dimension == dimension}
            for dimension in (Dimension.PROVINCE, Dimension.AGENCY)
        }
        known = {
            **{
                (Dimension.CATEGORY, one.key): _("kategori %(name)s") % {"name": one.name}
                for one in self.plan.categories
            },
            **{(Dimension.GROUP, one.key): one.name for one in self.plan.groups},
            **{(Dimension.AGENCY_KIND, kind.value): composition.kind_called(kind) for kind in AgencyKind},
            **{(Dimension.REGION_CLASS, one.value): str(one.label) for one in RegionClass},
        }
        if provinces := asked[Dimension.PROVINCE] - {EACH}:
            known |= {(Dimension.PROVINCE, code): name for code, name in composition.provinces(provinces).items()}
        if agencies := asked[Dimension.AGENCY] - {EACH}:
            known |= {(Dimension.AGENCY, number): name for number, name in composition.agencies(agencies).items()}
        return {(str(dimension), value): name for (dimension, value), name in known.items()}


# --- composition


def rule_reasons(stage: StageData, *, names: Mapping[Key, str], groups: Mapping[str, str]) -> Iterator[str]:
    """Why the composition rules of a stage cannot be kept, whoever enters it."""
    if not stage.composition:
        return
    if not NEEDS[StageKind(stage.kind)].selects:
        yield _("aturan komposisi hanya untuk tahap yang memilih menurut rekap.")
    sound = []
    for rule in stage.composition:
        wrong = list(bound_reasons(rule, names))
        yield from wrong
        if not wrong:
            sound.append(rule)
    times = Counter((str(rule.dimension), str(rule.value)) for rule in stage.composition)
    for (dimension, value), number in times.items():
        if number > 1:
            yield _("aturan untuk %(dimension)s %(value)s disebut dua kali.") % {
                "dimension": label(dimension),
                "value": _("setiap nilai") if value == EACH else value,
            }
    places = {key: stage.places.get(key) for key in groups}
    if groups and all(is_whole(number) and number > 0 for number in places.values()):
        yield from room_reasons(sound, places, names)


def bound_reasons(rule: RuleData, names: Mapping[Key, str]) -> Iterator[str]:
    """Why one rule says nothing, contradicts itself, or speaks of something unknown."""
    if rule.dimension not in Dimension.values:
        yield _("dimensi komposisi tidak dikenal: %(dimension)s.") % {"dimension": rule.dimension}
        return
    dimension = label(rule.dimension)
    if rule.value != EACH and (str(rule.dimension), rule.value) not in names:
        yield _("%(dimension)s tidak dikenal: %(value)s.") % {"dimension": dimension, "value": rule.value}
        return
    bounds = (rule.minimum, rule.maximum)
    column = CompositionRule._meta.get_field("maximum")
    if any(bound is not None and (not is_whole(bound) or misfit(column, bound)) for bound in bounds):
        yield _("batas untuk %(dimension)s %(value)s harus bilangan bulat dan tidak negatif.") % {
            "dimension": dimension,
            "value": rule.value,
        }
    elif not rule.minimum and rule.maximum is None:
        yield _("aturan untuk %(dimension)s %(value)s memerlukan batas bawah atau batas atas.") % {
            "dimension": dimension,
            "value": rule.value,
        }
    elif rule.value == EACH and rule.minimum is not None:
        yield _("aturan untuk setiap %(dimension)s hanya boleh memakai batas atas.") % {"dimension": dimension}
    elif rule.minimum is not None and rule.maximum is not None and rule.minimum > rule.maximum:
        yield _("batas bawah untuk %(dimension)s %(value)s melebihi batas atasnya.") % {
            "dimension": dimension,
            "value": rule.value,
        }


def room_reasons(rules: Sequence[RuleData], places: Mapping[str, int], names: Mapping[Key, str]) -> Iterator[str]:
    """Why rules that are sound one by one cannot be kept in so many places of each group."""
    total = sum(places.values())
    for dimension in Dimension:
        mine = [rule for rule in rules if rule.dimension == dimension]
        each = next((rule.maximum for rule in mine if rule.value == EACH), None)
        named = {rule.value: rule for rule in mine if rule.value != EACH}
        for value, rule in named.items():
            said = composition.sentence(rule, names=names)
            room = places.get(value, 0) if dimension == Dimension.GROUP else total
            if (rule.minimum or 0) > room:
                yield _("“%(rule)s” tidak dapat dipenuhi dalam %(room)d tempat.") % {"rule": said, "room": room}
            if each is not None and (rule.minimum or 0) > each:
                yield _("“%(rule)s” bertentangan dengan paling banyak %(most)d untuk setiap %(dimension)s.") % {
                    "rule": said,
                    "most": each,
                    "dimension": dimension.label,
                }
        for rule in mine if dimension == Dimension.GROUP else []:
            most = max(places.values()) if rule.value == EACH else places.get(rule.value, 0)
            if rule.maximum is not None and rule.maximum < most:
                yield _("“%(rule)s” bertentangan dengan kuota %(room)d.") % {
                    "rule": composition.sentence(rule, names=names),
                    "room": most,
                }
        asked = [rule.minimum for rule in named.values() if rule.minimum]
        if len(asked) > 1 and (least := sum(asked)) > total:
            yield _("batas bawah menurut %(dimension)s berjumlah %(least)d, padahal tempatnya %(total)d.") % {
                "dimension": dimension.label,
                "least": least,
                "total": total,
            }
        yield from ceiling_reasons(dimension, named, each, total, names)


def ceiling_reasons(dimension, named, each, total, names) -> Iterator[str]:
    """Why the upper bounds of a dimension whose values are all known leave places empty."""
    if dimension in (Dimension.AGENCY, Dimension.PROVINCE, Dimension.GROUP):
        return
    values = [value for known, value in names if known == dimension]
    ceilings = [
        min(
            (bound for bound in (named[value].maximum if value in named else None, each) if bound is not None),
            default=None,
        )
        for value in values
    ]
    if values and all(ceiling is not None for ceiling in ceilings) and sum(ceilings) < total:
        yield _("batas atas menurut %(dimension)s hanya memberi %(most)d, padahal tempatnya %(total)d.") % {
            "dimension": dimension.label,
            "most": sum(ceilings),
            "total": total,
        }


# --- small words


def entering(group: str, earlier: Sequence[StageData]) -> tuple[int, str] | None:
    """How many of a group the stages before let through at most, and which of them says so; None if none does."""
    said = [(stage.places[group], called(stage)) for stage in earlier if is_whole(stage.places.get(group))]
    return min(said, default=None)


def called(stage: StageData) -> str:
    """A stage as the sentences name it."""
    return _("Tahap “%(name)s”") % {"name": stage.name or stage.key}


def label(dimension: str) -> str:
    """A dimension in words, itself when it is unknown."""
    return str(Dimension(dimension).label) if dimension in Dimension.values else str(dimension)


def repeated(things: Sequence, name: str, what: str) -> Iterator[str]:
    """A sentence for each value that more than one thing carries."""
    for value, times in Counter(str(getattr(thing, name)) for thing in things).items():
        if times > 1:
            yield _("%(what)s dipakai lebih dari sekali: %(value)s.") % {"what": capfirst(what), "value": value}


def percentage(weight, what: str) -> Iterator[str]:
    """A sentence unless a weight is a percentage."""
    if is_number(weight) and not 0 <= weight <= HUNDRED:
        yield _("%(what)s: bobot harus dari 0 sampai 100.") % {"what": what}


def hundred(weights: Iterable, what: str) -> Iterator[str]:
    """A sentence unless the weights sum to exactly 100."""
    weights = list(weights)
    if not all(map(is_number, weights)):
        yield _("%(what)s memuat yang bukan angka.") % {"what": what}
    elif (total := sum((Decimal(weight) for weight in weights), Decimal(0))) != HUNDRED:
        yield _("%(what)s harus berjumlah tepat 100, bukan %(total)s.") % {
            "what": what,
            "total": f"{total.normalize():f}",
        }


def is_number(value) -> bool:
    """Whether a value is a finite number that can be summed exactly."""
    return is_whole(value) or (isinstance(value, Decimal) and value.is_finite())


def is_whole(value) -> bool:
    """Whether a value is a whole number."""
    return isinstance(value, int) and not isinstance(value, bool)
