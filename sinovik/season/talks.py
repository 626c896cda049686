"""What made-up judges do together: calibrate on an earlier edition, and discuss where they differ; and what is told."""

from collections import defaultdict

from django.utils import timezone

from judging.domain import feedback
from judging.domain.cards import calibrating, discussing
from judging.domain.cards.scoring import Given
from judging.domain.panel import plenary
from judging.models import Assignment, Feedback, PanelMember
from judging.reading import calibrations
from judging.rules.cards.calibrating import FEWEST
from sinovik.season.juries import NOISE, Temper, nearest_level

# On how many proposals readers talk in a small edition, and how many of these end with a joint mark.
DISCUSSED, AGREED = 4, 2
OPENINGS = (
    "Bukti dampaknya hanya satu triwulan; nilai saya di kriteria itu rendah.",
    "Data pengguna di lampiran meyakinkan saya. Menurut Anda bagian mana yang lemah?",
    "Saya ragu apakah inovasi ini sudah berjalan di semua loket.",
)
ANSWERS = (
    "Lampiran ketiga memuat angka setahun. Saya menilai lebih tinggi karena itu.",
    "Bagian keberlanjutannya: anggaran tahun depan belum disebut.",
    "Laporan kunjungan di berkas menyebut dua loket saja; saya sependapat.",
)
AGREEMENT = "Kami membaca lagi lampirannya bersama dan sepakat."
OF_THE_ROUND = (
    "Saya menilai bukti dampak lebih keras daripada yang lain; mulai sekarang saya ikuti uraian tingkatnya.",
    "Untuk kriteria ini kita sepakat: tanpa angka sebelum dan sesudah, paling tinggi tingkat ketiga.",
)


def can_calibrate(moment):
    """Whether enough dossiers of earlier editions are there for a round."""
    return calibrating.of_earlier(moment).distinct().count() >= FEWEST


def calibrate(plan, stage, members, *, by, at):
    """Set the round, have every judge mark and sign it, open it, and say a word of the first dossiers."""
    found = calibrating.set_round(stage, calibrations.suggested(stage), by=by, at=at(0.005))
    levels = sorted(stage.rubric.levels.values_list("points", flat=True))
    keys = list(stage.rubric.criteria.order_by("position").values_list("key", flat=True))
    seated = list(PanelMember.objects.filter(stage=stage).order_by("code"))
    read = calibrating.pairs(found, PanelMember.objects.filter(stage=stage), at=at(0.01))
    for member in seated:
        office = members[member.judge_id]
        temper = Temper.of(plan, office.user)
        for dossier in read[member.judge_id]:
            quality = plan.random("calibration", dossier.position).gauss(65, 12)
            random = plan.random("calibration", dossier.position, office.user.email)
            seen = temper.sees(quality, random)
            marks = {key: Given(nearest_level(seen + random.gauss(0, NOISE), levels, random)) for key in keys}
            calibrating.sign(dossier, marks, by=office, at=at(0.01))
    found = calibrating.reveal(found, by=by, at=at(0.02))
    for member, text in zip(seated, OF_THE_ROUND, strict=False):
        calibrating.say(read[member.judge_id][0], text, by=members[member.judge_id], at=at(0.03))


def discuss(stage, members, *, at):
    """Have readers talk about the proposals on which they differ most; on some they agree on joint marks."""
    signed = defaultdict(list)
    own = Assignment.objects.filter(stage=stage).standing().select_related("stage__rubric", "proposal", "scorecard")
    for assignment in own.order_by("proposal__number", "judge__email"):
        signed[assignment.proposal_id].append(assignment)
    whole = [each for each in signed.values() if len(each) > 1 and all(is_signed(one) for one in each)]
    apart = sorted(whole, key=lambda each: (-gap(each), each[0].proposal.number))
    criteria = {one.key: one for one in stage.rubric.criteria.all()}
    levels = sorted(stage.rubric.levels.values_list("points", flat=True))
    for place, readers in enumerate(apart[:DISCUSSED]):
        first, second = readers[:2]
        discussing.say(first, OPENINGS[place % len(OPENINGS)], by=members[first.judge_id], at=at)
        discussing.say(second, ANSWERS[place % len(ANSWERS)], by=members[second.judge_id], at=at)
        if place >= AGREED:
            continue
        middle = sum(one.scorecard.total for one in readers) / len(readers)
        points = dict.fromkeys(criteria, min(levels, key=lambda level: abs(level - middle)))
        joint = discussing.propose(first, points, AGREEMENT, by=members[first.judge_id], at=at)
        # The first is agreed on; the other waits for its readers.
        for one in readers[1:] if not place else ():
            discussing.assent(one, seen=discussing.stamp(joint), by=members[one.judge_id], at=at)


def is_signed(assignment):
    """Whether the card of an assignment is signed."""
    card = getattr(assignment, "scorecard", None)
    return bool(card and card.locked_at)


def gap(readers):
    """How far the readers of one proposal are apart."""
    totals = [one.scorecard.total for one in readers]
    return max(totals) - min(totals)


def explain(stage, *, by, second, at):
    """Have feedback drafted, read by one and approved by another; the last one waits for its approval."""
    feedback.draft(stage, by=by, at=at)
    drafted = list(Feedback.objects.filter(stage=stage).select_related("proposal").order_by("proposal__number"))
    for one in drafted:
        feedback.check(one, one.text, by=by, at=at)
    for one in drafted[:-1]:
        feedback.approve(one, by=second, at=at)


def meet(stage, *, by, at):
    """Everybody of the panel comes to its plenary."""
    panel = list(PanelMember.objects.filter(stage=stage).order_by("code"))
    there = {"chair": panel[0], "held_on": timezone.localdate(at), "place": "Jakarta"}
    plenary.attend(stage, [member.pk for member in panel], **there, by=by, at=at)
