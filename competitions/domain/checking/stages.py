"""Why the stages of a plan cannot follow one another, or do what their kind does."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from competitions.domain.blueprint import AdmissionData, Blueprint, GroupData, StageData
from competitions.domain.checking.columns import (
    HUNDRED,
    Unfinished,
    beginning,
    fits,
    hundred,
    is_number,
    is_whole,
    misfit,
    repeated,
)
from competitions.domain.checking.composing import admitted, names_of, rule_reasons
from competitions.domain.checking.fitting import FARTHEST, fitting
from competitions.kinds import NEEDS, Misunderstood, understood
from competitions.models import AwardName, Stage, StageQuota

# Calendar days in which the public may object to a list, at most.
LONGEST_OBJECTIONS = 60


class Stages:
    """The stages of a plan, whose registration closes at `closes_at`.

    Iterating gives each sentence with the part of the plan it is about.
    """

    def __init__(self, plan: Blueprint, closes_at: datetime) -> None:
        self.plan, self.closes_at = plan, closes_at
        self.groups = {group.key: group.name for group in plan.groups}
        self.rubrics = {rubric.key: rubric for rubric in plan.rubrics}
        self.sent = {group.key: most for group in plan.groups if (most := sendable(group, plan.admissions)) is not None}

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield from (("stages", sentence) for sentence in self.of_line())
        names = names_of(self.plan)
        for position, stage in enumerate(self.plan.stages):
            what = called(stage)
            if stage.kind not in NEEDS:
                said = _("%(what)s: jenis tahap tidak dikenal: %(kind)s.") % {"what": what, "kind": stage.kind}
                yield "stages", said
                continue
            earlier = before(self.plan.stages, position)
            rules = rule_reasons(stage, names=names, groups=self.groups, admissions=self.plan.admissions)
            for part, sentences in (
                ("stages", fits(Stage, stage, what, groups=self.groups)),
                ("stages", self.of_scoring(stage, what)),
                ("stages", self.of_settings(stage, earlier, what)),
                ("ties", self.of_ties(stage, what)),
                ("places", self.of_places(stage, earlier, what)),
                ("recap", self.of_recap(stage, earlier, what)),
                ("awards", self.of_awards(stage, what)),
                ("composition", (beginning(what, sentence) for sentence in rules)),
            ):
                yield from ((part, sentence) for sentence in sentences)

    def of_line(self):
        """There are stages, they can be told apart, and their windows follow one another."""
        if not self.plan.stages:
            yield Unfinished(_("Edisi memerlukan paling sedikit satu tahap."))
        yield from repeated(self.plan.stages, "key", _("Kunci tahap"))
        yield from self.of_windows()

    def of_windows(self):
        """Windows follow the close of registration and one another."""
        until, before = floor, below = timedelta(0), None
        for place, stage in enumerate(self.plan.stages):
            what = called(stage)
            if not stage.is_beside:
                floor, below = until, before
            elif not place:
                yield _("%(what)s adalah yang pertama, jadi tidak dapat berjalan bersama tahap sebelumnya.") % {
                    "what": what
                }
            if not all(isinstance(span, timedelta) for span in (stage.opens_after, stage.lasts)):
                yield _("%(what)s: isi waktu mulai dan lamanya.") % {"what": what}
                continue
            if max(abs(stage.opens_after.days), abs(stage.lasts.days)) > FARTHEST:
                yield _("%(what)s jauhnya lebih dari sepuluh tahun dari penutupan pendaftaran.") % {"what": what}
                continue
            if stage.lasts <= timedelta(0):
                yield _("%(what)s harus selesai setelah mulai.") % {"what": what}
            if stage.opens_after < timedelta(0):
                yield Unfinished(_("%(what)s mulai sebelum pendaftaran ditutup.") % {"what": what})
            elif stage.opens_after < floor:
                yield Unfinished(_("%(what)s mulai sebelum %(before)s selesai.") % {"what": what, "before": below})
            if stage.opens_after + stage.lasts > until:
                until, before = stage.opens_after + stage.lasts, what

    def of_scoring(self, stage: StageData, what):
        """A stage that is scored has a rubric and readers; its passing score lies on the scale."""
        rubric = self.rubrics.get(stage.rubric)
        if stage.rubric and rubric is None:
            yield _("%(what)s memakai rubrik yang tidak ada: %(key)s.") % {"what": what, "key": stage.rubric}
        if NEEDS[stage.kind].is_scored:
            if not stage.rubric:
                yield Unfinished(_("%(what)s memberi nilai, jadi memerlukan rubrik.") % {"what": what})
            if stage.readers_each is None and NEEDS[stage.kind].judged_by:
                yield Unfinished(_("%(what)s: isi berapa penilai yang membaca setiap usulan.") % {"what": what})
        if stage.readers_each == 0:
            yield _("%(what)s: setiap usulan memerlukan paling sedikit satu penilai.") % {"what": what}
        if is_number(stage.objection_days) and not 1 <= stage.objection_days <= LONGEST_OBJECTIONS:
            yield _("%(what)s: masa sanggah harus dari 1 sampai %(most)s hari.") % {
                "what": what,
                "most": LONGEST_OBJECTIONS,
            }
        if is_number(stage.passing_score):
            points = [level.points for level in rubric.levels if is_number(level.points)] if rubric else []
            highest = max(points, default=100)
            if not 0 <= stage.passing_score <= highest:
                yield Unfinished(
                    _("%(what)s: nilai lulus harus dari 0 sampai %(highest)s.") % {"what": what, "highest": highest}
                )

    def of_places(self, stage: StageData, earlier: Sequence[StageData], what):
        """Places are for groups that exist, and never more than the stages before let through."""
        needs = NEEDS[stage.kind]
        if stage.places and not needs.cuts:
            yield Unfinished(_("%(what)s meloloskan semua pesertanya, jadi tidak memakai kuota.") % {"what": what})
        for key, places in stage.places.items():
            if key not in self.groups:
                yield _("%(what)s: kuota untuk kelompok yang tidak ada: %(key)s.") % {"what": what, "key": key}
                continue
            group = self.groups[key]
            if not is_whole(places) or misfit(StageQuota._meta.get_field("places"), places) or places < 1:
                yield _("%(what)s: kuota %(group)s paling sedikit 1.") % {"what": what, "group": group}
            elif (most := entering(key, earlier)) is not None and places > most[0]:
                yield Unfinished(
                    _("%(what)s: kuota %(group)s %(places)d, padahal %(before)s hanya meloloskan %(most)d.")
                    % {
                        "what": what,
                        "group": group,
                        "places": places,
                        "before": most[1],
                        "most": most[0],
                    }
                )
            elif (most := self.sent.get(key)) is not None and places > most:
                yield Unfinished(
                    _("%(what)s: kuota %(group)s %(places)d, padahal yang dapat masuk paling banyak %(most)d usulan.")
                    % {"what": what, "group": group, "places": places, "most": most}
                )
        if needs.selects:
            for key in (key for key in self.groups if key not in stage.places):
                yield Unfinished(_("%(what)s: isi kuota %(group)s.") % {"what": what, "group": self.groups[key]})

    def of_recap(self, stage: StageData, earlier: Sequence[StageData], what):
        """A recap counts scores of earlier stages, one of which cannot be skipped."""
        selects = NEEDS[stage.kind].selects
        if stage.recap and not selects:
            yield Unfinished(_("%(what)s tidak menghitung rekap nilai.") % {"what": what})
        if not stage.recap:
            if selects:
                yield Unfinished(_("%(what)s: pilih tahap yang nilainya dihitung dalam rekap.") % {"what": what})
            return
        before = {one.key: one for one in earlier}
        every = {one.key: one.name or one.key for one in self.plan.stages}
        for key, weight in stage.recap.items():
            if key not in every:
                # A file knows a stage by its key alone, mostly that of its kind.
                source = f"{NEEDS[key].label} ({key})" if key in NEEDS else key
                yield _("%(what)s: rekap memakai tahap yang tidak ada: %(source)s.") % {"what": what, "source": source}
            elif key not in before:
                yield Unfinished(
                    _("%(what)s: rekap hanya dapat memakai tahap sebelumnya, bukan “%(source)s”.")
                    % {"what": what, "source": every[key]}
                )
            elif before[key].kind in NEEDS and not NEEDS[before[key].kind].is_scored:
                yield Unfinished(
                    _("%(what)s: rekap memakai tahap yang tidak memberi nilai: %(source)s.")
                    % {
                        "what": what,
                        "source": before[key].name,
                    }
                )
            if not is_number(weight) or not 0 < weight <= HUNDRED:
                yield _("%(what)s: bobot rekap harus lebih dari 0 dan paling banyak 100.") % {"what": what}
        yield from hundred(stage.recap.values(), _("Bobot rekap tahap “%(name)s”") % {"name": stage.name})
        known = [before[key] for key in stage.recap if key in before and before[key].kind in NEEDS]
        if known and all(NEEDS[one.kind].can_be_skipped for one in known):
            yield Unfinished(
                _("%(what)s: rekap hanya memakai tahap yang dapat dilewati. Tambahkan tahap yang pasti berjalan.")
                % {"what": what}
            )

    def of_awards(self, stage: StageData, what):
        """Awards belong to a stage that a decree decides, and within its places."""
        if stage.awards and not NEEDS[stage.kind].selects:
            yield Unfinished(
                _("%(what)s tidak diputuskan dengan surat keputusan, jadi tidak memberi penghargaan.") % {"what": what}
            )
        times = Counter((award.key, award.group) for award in stage.awards)
        if any(number > 1 for number in times.values()):
            yield _("%(what)s: kunci penghargaan sama dua kali dalam satu kelompok.") % {"what": what}
        for award in stage.awards:
            named = _("%(what)s, penghargaan “%(name)s”") % {"what": what, "name": award.name or award.key}
            yield from fits(AwardName, award, named, groups=self.groups)
            if not is_number(award.places):
                continue
            of_stage = [stage.places.get(key) for key in self.groups if award.group in (None, key)]
            if award.places < 1:
                yield _("%(what)s: kuota paling sedikit 1.") % {"what": named}
            elif all(map(is_number, of_stage)) and award.places > sum(of_stage):
                yield Unfinished(
                    _("%(what)s: kuota %(places)d, padahal yang lolos hanya %(most)d.")
                    % {
                        "what": named,
                        "places": award.places,
                        "most": sum(of_stage),
                    }
                )

    def of_settings(self, stage: StageData, earlier: Sequence[StageData], what):
        """The kind's own settings, and whether what they lay out fits into the window."""
        try:
            settings = understood(stage.kind, stage.settings)
        except Misunderstood as wrong:
            yield from (beginning(what, sentence) for sentence in wrong.sentences)
            return
        count = [entering(key, earlier) for key in self.groups]
        number = sum(places for places, _by in count) if all(count) else None
        yield from fitting(stage, earlier, number, settings, self.plan.checks, closes_at=self.closes_at, what=what)

    def of_ties(self, stage: StageData, what):
        """What decides between equal scores is marked at all."""
        try:
            settings = understood(stage.kind, stage.settings)
        except Misunderstood:
            return
        rubric = self.rubrics.get(stage.rubric)
        if rubric is None or not rubric.criteria:
            return
        if settings.decisive not in {"", *(str(one.component) for one in rubric.criteria)}:
            yield Unfinished(
                _("%(what)s: komponen penentu bila nilai sama tidak ada dalam rubriknya.") % {"what": what}
            )
        if settings.decisive_criterion not in {"", *(one.key for one in rubric.criteria)}:
            yield Unfinished(
                _("%(what)s: kriteria penentu bila nilai sama tidak ada dalam rubriknya.") % {"what": what}
            )


def before(stages: Sequence[StageData], position: int) -> Sequence[StageData]:
    """The stages that are over before the one at a position begins: not those it runs beside."""
    while position and stages[position].is_beside:
        position -= 1
    return stages[:position]


def entering(group: str, earlier: Sequence[StageData]) -> tuple[int, str] | None:
    """How many of a group the stages before let through at most, and which of them says so; None if none does."""
    said = [(stage.places[group], called(stage)) for stage in earlier if is_whole(stage.places.get(group))]
    return min(said, default=None)


def sendable(group: GroupData, admissions: Sequence[AdmissionData]) -> int | None:
    """How many proposals of a group can be sent in at most; None where it is open or an agency may send any number."""
    kinds, provinces, named = admitted(admissions)
    invited = {name for name in group.invited if isinstance(name, str)}
    agencies = invited if group.by_invitation else set() if kinds or provinces else named
    return len(agencies) * group.agency_cap if agencies and is_whole(group.agency_cap) else None


def called(stage: StageData) -> str:
    """A stage as the sentences name it."""
    return _("Tahap “%(name)s”") % {"name": stage.name or stage.key}
