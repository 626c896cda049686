"""The parts of a stage's page, as values the template prints."""

from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.pages import above, filters, live
from accounts.pages.doors import is_open
from competitions import rules as contest
from competitions.models import Stage
from judging import rules, stages
from judging.reading import phases, progress
from judging.reading.ticks import at_stage
from judging.rules.circle.circle import Phase
from judging.views.control.acts import ACTS

PAGES = {
    "penilai": ("judging:panel", gettext_lazy("Tetapkan penilai")),
    "keputusan": ("judging:deliberation", gettext_lazy("Susun keputusan")),
}
# In a stage's address: of its judges only those who may be late.
AT_RISK, OURS_AT_RISK = "terlambat", "sekretariat-terlambat"
# What a second person does, on the page of the motion: which motion of the stage, and the label.
SECONDED = {
    "persetujuan": (
        lambda stage: stage.decision.motion_id if progress.decision(stage) else None,
        gettext_lazy("Baca dan setujui keputusan"),
    ),
    "persetujuan-pengumuman": (lambda stage: stage.publication_id, gettext_lazy("Baca dan setujui pengumuman")),
}


# Phases that are no step of their own, with the step they are part of.
WITHIN = {
    Phase.FAILED: Phase.COMPUTE,
    Phase.GAP: Phase.WORK,
    Phase.SETTLE: Phase.APPROVE,
    Phase.TIMED: Phase.RELEASE,
}


def steps(stage, position):
    """The circle for components/stages.html; steps that this kind of stage does not have are left out."""
    shown = [
        phase
        for phase in phases.STEPS
        if phase != Phase.SEAT or stage.needs.judged_by
        if phase not in (Phase.LIST, Phase.OBJECT) or stage.objection_days
        if phase != Phase.GIVE_OUT or not stage.needs.is_public
        if phase != Phase.WORK or progress.work(stage).total or not stage.has_work
    ]
    now = WITHIN.get(position.phase, position.phase)
    order = list(phases.STEPS)
    at = order.index(now) if now in order else (len(order) if now == Phase.OVER else -1)
    return [
        {
            "numeral": str(number),
            "name": phases.STEPS[phase],
            "state": state(order.index(phase), at),
            "state_text": STATE_TEXTS[state(order.index(phase), at)],
            "when": "",
            "url": "",
        }
        for number, phase in enumerate(shown, start=1)
    ]


STATE_TEXTS = {
    "closed": gettext_lazy("selesai"),
    "open": gettext_lazy("sekarang"),
    "upcoming": gettext_lazy("nanti"),
}


def state(place, at):
    if place == at:
        return "open"
    return "closed" if place < at else "upcoming"


def link(stage, noun, refusal=None):
    """An act as the page offers it: a button that posts, or the way to its own page."""
    if noun in SECONDED:
        motion, label = SECONDED[noun]
        pk = motion(stage)
        url = reverse("motion", args=[pk]) if pk else ""
        return {"noun": noun, "label": label, "url": url, "posts": False, "refusal": refusal}
    if noun in PAGES:
        name, label = PAGES[noun]
        return {"noun": noun, "label": label, "url": at_stage(name, stage), "posts": False, "refusal": refusal}
    act = ACTS[noun]
    name = _("Tugaskan pengganti") if noun == "pembagian" and stage.has_work else act.name
    url = at_stage("judging:act", stage, noun=noun)
    return {"noun": noun, "label": name, "url": url, "posts": not act.asks, "refusal": refusal}


# The act that puts right what a refusal names.
REMEDIES = {
    rules.NO_DECREE.key: "surat-keputusan",
    rules.NO_PANEL.key: "penilai",
    rules.PANEL_TOO_SMALL.key: "penilai",
    rules.WORK_NOT_GIVEN_OUT.key: "pembagian",
    rules.WINDOW_PASSED.key: "perpanjangan",
    rules.WINDOW_TOO_SHORT.key: "perpanjangan",
    rules.NOT_CLOSED.key: "penutupan",
    rules.NOT_PROPOSED.key: "pengajuan-keputusan",
    rules.NOT_APPROVED.key: "persetujuan",
    rules.TOO_MANY_PLACES.key: "keputusan",
    rules.LIST_NOT_DECIDED.key: "keputusan",
}


def ways_out(stage, refusal, refusals, request):
    """Where what a refusal names is put right, as far as this person may go there now."""
    found, noun = [], REMEDIES.get(refusal.key)
    if noun and (noun in PAGES or refusals[noun] is None):
        found.append(link(stage, noun))
    slug = stage.edition.slug
    if refusal == contest.LOT_NOT_DRAWN:
        found.append({"label": _("Buka halaman Undian"), "url": reverse("competitions:lot-draw", args=[slug])})
    if refusal == rules.INFEASIBLE:
        url = reverse("competitions:plan-thing", args=[slug, "komposisi", stage.key])
        found.append({"label": _("Ubah aturan komposisi"), "url": url})
    if refusal == rules.EARLIER_STAGE and (earlier := waited_for(stage)):
        label = _("Buka tahap %(stage)s") % {"stage": earlier.name}
        found.append({"label": label, "url": at_stage("judging:stage", earlier)})
    return [way for way in found if way["url"] and is_open(request, way["url"])]


def waited_for(stage):
    """The first stage of the edition that is not over, where it comes before this one."""
    earlier = Stage.objects.filter(edition=stage.edition_id, position__lt=stage.position).select_related("edition")
    return next((one for one in earlier.in_order() if not one.is_over), None)


def primary(stage, position, refusals, request):
    """The one act of this person that comes next, or where to see what others are doing; None where there is none."""
    noun = position.next_act
    if position.phase == Phase.FAILED and refusals[noun] is None:
        # The notice of the failure carries the button.
        return None
    if noun:
        if request.office.role not in rules.CIRCLE[noun].by:
            return None
        refusal = refusals[noun]
        ways = ways_out(stage, refusal, refusals, request) if refusal else []
        return {**link(stage, noun, refusal), "ways": ways}
    if position.phase == Phase.OBJECT:
        url = at_stage("judging:objections-desk", stage)
        return {"label": _("Jawab sanggahan"), "url": url, "posts": False} if is_open(request, url) else None
    if position.phase == Phase.WORK:
        work = stages.of(stage).WORK
        url = work.address(stage) + "?keadaan=belum"
        return {"label": work.look, "url": url, "posts": False} if is_open(request, url) else None
    return None


def others(stage, position, refusals, *, role):
    """Every other act of this role: those that may be done now, and those that may not with why.

    A finished stage offers none; what another role does is not this one's to be told.
    """
    if stage.is_over:
        return [], []
    nouns = [
        noun for noun, act in rules.CIRCLE.items() if role in act.by and act.fits(stage) and noun != position.next_act
    ]
    possible = [link(stage, noun) for noun in nouns if refusals[noun] is None]
    refused = [
        {"label": link(stage, noun)["label"], "value": refusals[noun].sentence, "url": ""}
        for noun in nouns
        if refusals[noun]
    ]
    return possible, refused


def numbers(stage):
    """The counts of a stage for components/stat.html, each with the list it counts."""
    kind, left = stages.of(stage), stage.n_entrants - stage.n_finished
    entrants = kind.WORK.address(stage) if kind.WORK else at_stage("judging:entrants", stage)
    found = [stat(stage.n_entrants, _("peserta"), entrants)]
    if kind.WORK:
        if kind.WORK.done:
            found.append(stat(stage.n_finished, kind.WORK.done, f"{entrants}?keadaan=selesai"))
        waits = left and stage.is_open
        found.append(stat(left, kind.WORK.left, f"{entrants}?keadaan=belum", waits=waits))
        if stage.n_gaps and stage.is_open and stage.has_work:
            found.append(stat(stage.n_gaps, _("usulan kurang penilai"), f"{entrants}?keadaan=kosong", waits=True))
    for name, count in kind.COUNTS.items():
        number = getattr(stage, name)
        # What nobody has to look at is not shown while there is none.
        if number or not count.waits:
            found.append(stat(number, count.label, count.address(stage, entrants), waits=count.waits and stage.is_open))
    if stage.needs.judged_by:
        found.append(stat(stage.n_judges, _("penilai"), at_stage("judging:panel", stage)))
    if progress.decision(stage):
        found.append(
            stat(
                stage.n_going_on,
                _("lanjut menurut keputusan"),
                at_stage("judging:deliberation", stage) + "?keadaan=lanjut",
            )
        )
    return found


def stat(number, label, url, waits=False):
    return {"number": number, "label": label, "url": url, "role": "attention" if waits else ""}


def state_links(request, states):
    """The states of a list's rows as links; [] where there are none."""
    return [filters.links(request, "keadaan", _("Status"), [("", _("semua")), *states])] if states else []


def file_name(noun, stage):
    """What the file of a stage's list is called, without its ending."""
    return f"{'contoh-' if stage.edition.is_example else ''}{noun}-{stage.edition.slug}-{stage.position}"


def mark(stage, position):
    """What a stage's page shows of it, for a page that asks whether anything changed."""
    computation = progress.computation(stage)
    counts = {name: value for name, value in vars(stage).items() if name.startswith(("n_", "has_", "publication_"))}
    computed = (computation.state, computation.step, computation.done) if computation else ()
    return live.mark(position.phase, stage.closes_at, sorted(counts.items()), computed)


def nudge(stage, request, *, to=AT_RISK):
    """Where a letter is written to exactly those who will hardly be finished in time, for those who write letters."""
    asked = {"kepada": to, "edisi": stage.edition.slug, "tahap": stage.position}
    address = f"{above.address('message')}?{urlencode(asked)}"
    return address if is_open(request, address) else ""


def nudge_of_ours(stage, promised, request):
    """Where the secretariat is written to of work of its own that will hardly be done in time; "" elsewhere."""
    return nudge(stage, request, to=OURS_AT_RISK) if promised and promised.is_at_risk else ""


def decision_steps(stage, decision, *, office):
    """What may be done with a decision as a whole, each as a link with its refusal or None."""
    if decision.approved_at:
        return []
    if decision.is_proposed:
        return [link(stage, "persetujuan", rules.approving_refusal(decision, office=office))]
    return [link(stage, "pengajuan-keputusan", rules.proposing_refusal(decision, office=office))]


def with_open_ways(request, ready, stage, refusals):
    """How ready a stage is, with those ways to what is missing that this person may go."""
    shut = {at_stage("judging:act", stage, noun=noun) for noun in ACTS if refusals[noun]}

    def drawn(tick):
        if tick.is_met or (tick.gap.url not in shut and is_open(request, tick.gap.url)):
            return tick
        return replace(tick, gap=replace(tick.gap, url=""))

    return ready and replace(ready, ticks=[drawn(tick) for tick in ready.ticks])
