"""What does not fit in the marks of a computed stage, in words. Callers ask `rules.results_refusal` first."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Max, Min, Q
from django.utils.translation import gettext_lazy

from judging.arithmetic.watching.cards import Oddity, Sitting
from judging.arithmetic.watching.residuals import findings
from judging.models import Assignment, CardVersion, Mark, PanelMember, Snapshot
from judging.rules.sums import in_words
from proposals.models import SectionVersion

KINDS = {
    "reversed": gettext_lazy("Skala terbalik"),
    "far": gettext_lazy("Jauh lebih tegas atau lebih murah hati"),
    "favour": gettext_lazy("Memihak instansi atau provinsi"),
    "agreeing": gettext_lazy("Dua penilai terlalu sejalan"),
    "same_marks": gettext_lazy("Nilai yang sama berturut-turut"),
    "copied": gettext_lazy("Catatan yang disalin"),
    "drift": gettext_lazy("Bergeser selama membaca"),
    "hasty": gettext_lazy("Terlalu cepat"),
    "filled": gettext_lazy("Diisi beruntun"),
}
SENTENCES = {
    "reversed": gettext_lazy(
        "Nilai %(judge)s turun ketika nilai penilai lain naik: korelasi %(correlation)s di %(proposals)s usulan."
    ),
    "far": gettext_lazy(
        "%(judge)s berbeda %(points)s poin dari penilai tengah di %(reads)s usulan; %(at_the_ends)s nilainya di ujung "
        "skala."
    ),
    "favour": gettext_lazy(
        "%(judge)s memberi nilai di atas penilai lain untuk usulan %(value)s: rata-rata %(points)s poin di "
        "%(proposals)s usulan (z %(z)s)."
    ),
    "agreeing": gettext_lazy(
        "Nilai %(judge)s dan %(other)s sejalan di %(proposals)s usulan yang dibaca berdua: bedanya menyimpang "
        "%(points)s poin, lazimnya %(usual)s."
    ),
    "same_marks": gettext_lazy("%(judge)s memberi nilai kriteria yang persis sama pada %(row)s lembar berturut-turut."),
    "copied": gettext_lazy("Catatan %(judge)s sama dengan catatan %(other)s pada usulan lain: %(cards)s lembar."),
    "drift": gettext_lazy(
        "Nilai %(judge)s bergeser %(points)s poin dari usulan pertama sampai usulan terakhir yang dibacanya, dari "
        "%(reads)s usulan."
    ),
    "hasty": gettext_lazy(
        "%(cards)s dari %(reads)s lembar %(judge)s dikunci sebelum usulannya, rata-rata %(words)s kata, sempat dibaca "
        "dengan %(speed)s kata per menit. Waktunya dihitung sejak sampul dibuka sampai lembar dikunci."
    ),
    "filled": gettext_lazy(
        "%(judge)s mengisi %(cards)s dari %(reads)s lembar beruntun. Di antaranya tidak ada waktu untuk membaca, juga "
        "dengan %(speed)s kata per menit. Waktunya dihitung sejak lembar sebelumnya mulai diisi."
    ),
}


@dataclass(frozen=True)
class Irregularity:
    """One finding: what sort of thing it is, whose, and the sentence with its numbers."""

    sort: str
    judge: str
    sentence: str


def of(stage):
    """What does not fit, the sorts in the order of their weight; worked out once a process for each snapshot."""
    fingerprint = Snapshot.objects.filter(stage=stage).values_list("sha256", flat=True).first()
    found = of_snapshot(stage.pk, fingerprint) if fingerprint else ()
    order = list(KINDS)
    return [said(one) for one in sorted(found, key=lambda one: (order.index(one.kind), str(one.judge)))]


@lru_cache(maxsize=8)
def of_snapshot(stage_id, fingerprint):
    """The findings of one stage: its signed cards do not change any more once its snapshot has a fingerprint."""
    return findings(sittings(stage_id))


def sittings(stage_id):
    """Every signed card of a stage with what the checks look at; four queries."""
    name = dict(PanelMember.objects.filter(stage=stage_id).values_list("judge_id", "code"))
    cards = (
        Assignment.objects.filter(stage=stage_id, scorecard__locked_at__isnull=False)
        .standing()
        .select_related("scorecard", "proposal__agency__region__province")
        .annotate(
            begun_at=Min("scorecard__versions__at"),
            changed_at=Max("scorecard__versions__at", filter=Q(scorecard__versions__act=CardVersion.Act.SAVED)),
        )
        .order_by("position", "pk")
    )
    points, remarks = defaultdict(list), defaultdict(list)
    marks = Mark.objects.filter(scorecard__assignment__stage=stage_id).order_by("criterion__position")
    for card, given, remark in marks.values_list("scorecard", "points", "remark"):
        points[card].append(given or 0)
        remarks[card].append(remark)
    words = words_read(stage_id)
    return [
        Sitting(
            proposal=one.proposal.code,
            judge=name.get(one.judge_id, ""),
            total=one.scorecard.total,
            position=one.position,
            signed_at=seconds(one.scorecard.locked_at),
            opened_at=seconds(one.cleared_at),
            points=tuple(points[one.scorecard.pk]),
            remark=" ".join([*remarks[one.scorecard.pk], one.scorecard.remark]),
            cells=cells(one.proposal),
            begun_at=seconds(one.begun_at),
            changed_at=seconds(one.changed_at),
            words=words[one.proposal_id],
        )
        for one in cards
    ]


def words_read(stage_id):
    """How many words the answers of each proposal of a stage have, as its judges read them; one query."""
    found = Counter()
    read = Assignment.objects.filter(stage=stage_id).values("proposal")
    versions = SectionVersion.objects.judged().of_the_group().filter(proposal__in=read)
    for proposal, words in versions.values_list("proposal", "words"):
        found[proposal] += sum(words.values())
    return found


def seconds(at):
    """A moment as whole seconds; None for none."""
    return int(at.timestamp()) if at else None


def cells(proposal):
    """Whose a proposal is, by the names that people know."""
    region = proposal.agency.region
    province = (region.province or region) if region else None
    return {"agency": proposal.agency_name, **({"province": province.name} if province else {})}


def said(finding: Oddity):
    """One finding in words."""
    told = {name: in_words(value) for name, value in finding.values.items()}
    told |= {name: finding.values[name] for name in ("other", "value") if name in finding.values}
    return Irregularity(
        sort=str(KINDS[finding.kind]),
        judge=str(finding.judge),
        sentence=str(SENTENCES[finding.kind]) % {"judge": finding.judge, **told},
    )
