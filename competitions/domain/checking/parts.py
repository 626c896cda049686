"""Why the groups, the form and the rubrics of a plan do not hold together."""

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from accounts.domain.correspondence import texts
from accounts.models import AgencyKind
from competitions.domain import composition, specimens
from competitions.domain.blueprint import Blueprint, RubricData
from competitions.domain.called import admitted, reminder_called
from competitions.domain.checking.columns import Unfinished, fits, hundred, is_number, percentage, repeated
from competitions.letter_kinds import KINDS
from competitions.models import (
    Admission,
    Category,
    Criterion,
    Descriptor,
    EntryCheck,
    Group,
    LetterTemplate,
    Level,
    Question,
    Reminder,
    Requirement,
    Rubric,
    Section,
)


class Parts:
    """The parts of a plan beside its stages: iterating gives each sentence with the part it is about."""

    def __init__(self, plan: Blueprint) -> None:
        self.plan = plan
        self.groups = {group.key: group.name for group in plan.groups}

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for part, sentences in (
            ("groups", self.of_groups()),
            ("categories", self.of_categories()),
            ("sections", self.of_sections()),
            ("requirements", self.of_requirements()),
            ("checks", self.of_checks()),
            ("rubrics", self.of_rubrics()),
            ("letters", self.of_letters()),
            ("reminders", self.of_reminders()),
            ("admissions", self.of_admissions()),
        ):
            yield from ((part, sentence) for sentence in sentences)

    def of_groups(self):
        """Who competes with whom."""
        if not self.plan.groups:
            yield Unfinished(_("Edisi memerlukan paling sedikit satu kelompok."))
        yield from repeated(self.plan.groups, "key", _("Kunci kelompok"))
        for group in self.plan.groups:
            what = _("Kelompok “%(name)s”") % {"name": group.name or group.key}
            yield from fits(Group, group, what, groups=self.groups)
            if group.agency_cap == 0:
                yield _("%(what)s: batas usulan per instansi paling sedikit 1; kosongkan bila tanpa batas.") % {
                    "what": what
                }
            yield from self.of_invited(group, what)

    def of_invited(self, group, what):
        """Whom a group invites: registered agencies, and only where it is by invitation."""
        if group.invited and not group.by_invitation:
            yield _("%(what)s memuat undangan, padahal terbuka untuk semua instansi.") % {"what": what}
        names = {name for name in group.invited if isinstance(name, str)}
        for name in sorted(names - set(composition.agencies(names))) if names else ():
            yield Unfinished(
                _("%(what)s: instansi “%(name)s” tidak terdaftar dengan nama itu.") % {"what": what, "name": name}
            )

    def of_categories(self):
        """The fields of service."""
        if not self.plan.categories:
            yield Unfinished(_("Edisi memerlukan paling sedikit satu kategori."))
        yield from repeated(self.plan.categories, "key", _("Kunci kategori"))
        for category in self.plan.categories:
            yield from fits(
                Category,
                category,
                _("Kategori “%(name)s”") % {"name": category.name or category.key},
                groups=self.groups,
            )

    def of_sections(self):
        """The form: sections whose weights sum to 100 for each group, and their questions."""
        if not self.plan.sections:
            yield Unfinished(_("Formulir memerlukan paling sedikit satu bagian."))
        yield from repeated(self.plan.sections, "key", _("Kunci bagian"))
        for section in self.plan.sections:
            what = _("Bagian “%(name)s”") % {"name": section.title or section.key}
            yield from fits(Section, section, what, groups=self.groups)
            yield from percentage(section.weight, what)
            if not section.questions:
                yield Unfinished(_("%(what)s tidak memuat pertanyaan.") % {"what": what})
            yield from repeated(section.questions, "key", _("%(what)s: kunci pertanyaan") % {"what": what})
            for question in section.questions:
                yield from self.of_question(question)
            if 0 in (section.evidence_max_bytes, section.evidence_max_files):
                yield _("%(what)s: bukti paling sedikit 1 berkas dan 1 B.") % {"what": what}
        for group in self.plan.groups:
            mine = [section for section in self.plan.sections if section.group in (None, group.key)]
            what = _("Bobot bagian untuk “%(name)s”") % {"name": group.name}
            yield from hundred([section.weight for section in mine], what)

    def of_question(self, question):
        """One question and its limits in words."""
        what = _("Pertanyaan “%(name)s”") % {"name": question.prompt or question.key}
        misfit_found = list(fits(Question, question, what, groups=self.groups))
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
            yield from fits(Requirement, requirement, what, groups=self.groups)
            if requirement.max_bytes == 0:
                yield _("%(what)s: ukuran berkas paling sedikit 1 B.") % {"what": what}
            if isinstance(requirement.specimen, str) and (strangers := specimens.unknown(requirement.specimen)):
                yield _("%(what)s: contoh surat memakai isian yang tidak dikenal: %(names)s.") % {
                    "what": what,
                    "names": ", ".join(f"{{{name}}}" for name in strangers),
                }

    def of_checks(self):
        """The checklist of the administrative selection."""
        yield from repeated(self.plan.checks, "code", _("Kode alasan"))
        for check in self.plan.checks:
            what = _("Syarat administrasi “%(name)s”") % {"name": check.code or check.statement}
            yield from fits(EntryCheck, check, what, groups=self.groups)

    def of_letters(self):
        """What the letters say: fields that their kind has, closed; both languages whole."""
        yield from repeated(self.plan.letters, "key", _("Jenis surat"))
        for letter in self.plan.letters:
            if letter.key not in KINDS:
                yield _("Jenis surat tidak dikenal: %(key)s.") % {"key": letter.key}
                continue
            what = _("Surat “%(name)s”") % {"name": KINDS[letter.key].title}
            yield from fits(LetterTemplate, letter, what, groups=self.groups)
            for sentence in texts.reasons(KINDS[letter.key], letter):
                yield f"{what}: {sentence}"

    def of_admissions(self):
        """Who may enter: known kinds, provinces and agencies, each once."""
        seen = set()
        for one, name in admitted(self.plan.admissions):
            what = _("Yang dapat ikut “%(name)s”") % {"name": name}
            yield from fits(Admission, one, what, groups=self.groups)
            if (one.dimension, one.value) in seen:
                yield _("%(what)s disebut dua kali.") % {"what": what}
            seen.add((one.dimension, one.value))
        named = {of: {one.value for one in self.plan.admissions if one.dimension == of} for of in Admission.Dimension}
        known = {
            Admission.Dimension.KIND: set(AgencyKind.values),
            Admission.Dimension.PROVINCE: set(composition.provinces(named[Admission.Dimension.PROVINCE])),
            Admission.Dimension.AGENCY: set(composition.agencies(named[Admission.Dimension.AGENCY])),
        }
        for of, values in named.items():
            for value in sorted(map(str, values - known[of])):
                yield Unfinished(_("Yang dapat ikut “%(name)s” tidak dikenal.") % {"name": value})

    def of_reminders(self):
        """When people are reminded: each moment once."""
        yield from repeated(self.plan.reminders, "key", _("Kunci pengingat"))
        seen = set()
        for reminder in self.plan.reminders:
            what = _("Pengingat “%(name)s”") % {"name": reminder_called(reminder)}
            yield from fits(Reminder, reminder, what, groups=self.groups)
            if is_number(reminder.days_before) and reminder.days_before > 365:
                yield _("%(what)s: paling banyak 365 hari sebelum berakhir.") % {"what": what}
            if (moment := (str(reminder.about), reminder.days_before)) in seen:
                yield _("%(what)s sama dengan pengingat lain.") % {"what": what}
            seen.add(moment)

    def of_rubrics(self):
        """What judges mark: weighted criteria on levels that rise."""
        yield from repeated(self.plan.rubrics, "key", _("Kunci rubrik"))
        for rubric in self.plan.rubrics:
            what = _("Rubrik “%(name)s”") % {"name": rubric.name or rubric.key}
            yield from fits(Rubric, rubric, what, groups=self.groups)
            yield from self.of_criteria(rubric, what)
            yield from self.of_levels(rubric, what)

    def of_criteria(self, rubric: RubricData, what):
        """The criteria of one rubric."""
        if not rubric.criteria:
            yield Unfinished(_("%(what)s tidak memuat kriteria.") % {"what": what})
            return
        yield from repeated(rubric.criteria, "key", _("%(what)s: kunci kriteria") % {"what": what})
        for criterion in rubric.criteria:
            named = _("%(what)s, kriteria “%(name)s”") % {"what": what, "name": criterion.name or criterion.key}
            yield from fits(Criterion, criterion, named, groups=self.groups)
            yield from percentage(criterion.weight, named)
            yield from self.of_descriptors(rubric, criterion, named)
        yield from hundred(
            [criterion.weight for criterion in rubric.criteria], _("Bobot rubrik “%(name)s”") % {"name": rubric.name}
        )

    def of_descriptors(self, rubric: RubricData, criterion, what):
        """What the levels mean for one criterion: each level once, and only levels of the scale."""
        yield from repeated(criterion.descriptors, "points", _("%(what)s: uraian tingkat") % {"what": what})
        scale = {level.points for level in rubric.levels}
        for one in criterion.descriptors:
            named = _("%(what)s, uraian tingkat %(points)s") % {"what": what, "points": one.points}
            if one.points not in scale:
                yield _("%(what)s: tingkat ini tidak ada pada skalanya.") % {"what": named}
            elif not one.text:
                yield _("%(what)s belum diisi.") % {"what": named}
            else:
                yield from fits(Descriptor, one, named, groups=self.groups)

    def of_levels(self, rubric: RubricData, what):
        """The scale of one rubric."""
        if len(rubric.levels) < 2:
            yield Unfinished(_("%(what)s memerlukan paling sedikit dua tingkat nilai.") % {"what": what})
        for level in rubric.levels:
            named = _("%(what)s, tingkat “%(name)s”") % {"what": what, "name": level.name or level.points}
            yield from fits(Level, level, named, groups=self.groups)
            if is_number(level.points) and level.points > 100:
                yield _("%(what)s: poin paling banyak 100.") % {"what": named}
        points = [level.points for level in rubric.levels]
        if all(map(is_number, points)) and any(lower >= higher for lower, higher in pairwise(points)):
            yield _("%(what)s: poin tingkat harus naik, dari yang terendah.") % {"what": what}
