"""One rule answered alike for many entrants, and verdicts by their checklists; what takes both back."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain.bulk_kinds import BulkKind
from judging import rules
from judging.bulk_acts.things import entrants, proposal_called, stage_of
from judging.domain import verification
from judging.domain.verification import Found
from judging.models import Entrant, Finding, Verdict
from judging.rules.entrants import verifying


def found_in(inputs):
    """What was found on one rule."""
    return Found(inputs["is_met"], inputs["note"])


def checklists(things, inputs):
    """(verdict in force by proposal, findings by proposal) of these entrants; two queries."""
    proposals = [one.proposal_id for one in things]
    given = Verdict.objects.filter(stage=inputs["stage"], proposal__in=proposals).current()
    verdicts = {one.proposal_id: one for one in given.order_by("pk")}
    findings = defaultdict(list)
    for one in Finding.objects.filter(stage=inputs["stage"], proposal__in=proposals).order_by("pk"):
        findings[one.proposal_id].append(one)
    return verdicts, findings


def answering_refusals(things, inputs, *, office, at):
    """Why one rule may not be answered so for some of the entrants; four queries."""
    stage = stage_of(inputs)
    verdicts, findings = checklists(things, inputs)

    def refusal(entrant):
        status, verdict = entrant.proposal.status, verdicts.get(entrant.proposal_id)
        if found := rules.verdict_refusal(stage, office=office, at=at, status=status, verdict=verdict):
            return found
        row = next((one for one in findings[entrant.proposal_id] if one.check_row_id == inputs["check"]), None)
        if row is None:
            return rules.WORK_NOT_GIVEN_OUT
        return verifying.answering_refusal(row, is_met=inputs["is_met"], note=inputs["note"])

    return {one.pk: refusal(one) for one in things}


def answer(pk, inputs, *, key, by, at):
    """Answer the rule for one entrant; returns the finding."""
    entrant = Entrant.objects.select_related("stage", "proposal").get(pk=pk, stage=inputs["stage"])
    return verification.answer(entrant.stage, entrant.proposal, inputs["check"], found_in(inputs), by=by, at=at)


def answer_said(inputs):
    """What answering one rule does."""
    said = _("terpenuhi") if inputs["is_met"] else _("tidak terpenuhi")
    return [
        _("Syarat %(code)s dijawab: %(said)s.") % {"code": inputs["code"], "said": said},
        *([_("Catatan: %(note)s") % {"note": inputs["note"]}] if inputs["note"] else []),
        _("Syarat lain tetap seperti sekarang; putusan belum diberikan."),
    ]


def answers(ids, inputs):
    """The findings of these ids, by the number of their proposal."""
    found = Finding.objects.filter(pk__in=ids).select_related("stage", "proposal", "check_row")
    return list(found.order_by("proposal__number", "pk"))


def answer_back_refusals(things, inputs, *, office, at):
    """Why some answers may not be taken back."""
    verdicts, _findings = checklists(things, inputs)
    wanted = found_in(inputs)

    def refusal(finding):
        status, verdict = finding.proposal.status, verdicts.get(finding.proposal_id)
        if found := rules.verdict_refusal(finding.stage, office=office, at=at, status=status, verdict=verdict):
            return found
        is_same = (finding.is_met, finding.note) == (wanted.is_met, wanted.note.strip())
        return None if is_same else verifying.NOT_ANSWERED

    return {one.pk: refusal(one) for one in things}


def answer_back(pk, inputs, *, key, by, at):
    """Leave one rule as the machine left it."""
    return verification.take_back_answer(Finding.objects.get(pk=pk), found_in(inputs), by=by, at=at)


def deciding_refusals(things, inputs, *, office, at):
    """Why some of the entrants may not get their verdict by their checklist; five queries."""
    stage = stage_of(inputs)
    verdicts, findings = checklists(things, inputs)
    wanted = stage.edition.entry_checks.count()

    def refusal(entrant):
        status, verdict = entrant.proposal.status, verdicts.get(entrant.proposal_id)
        if found := rules.verdict_refusal(stage, office=office, at=at, status=status, verdict=verdict):
            return found
        rows = findings[entrant.proposal_id]
        if len(rows) < wanted:
            return rules.WORK_NOT_GIVEN_OUT
        for row in rows:
            if row.check_row_id == inputs["check"]:
                row.is_met, row.note = inputs["is_met"], inputs["note"]
            if found := verifying.finding_refusal(row):
                return found
        return None

    return {one.pk: refusal(one) for one in things}


def decide(pk, inputs, *, key, by, at):
    """Give one entrant its verdict; returns it."""
    entrant = Entrant.objects.select_related("stage__edition", "proposal").get(pk=pk, stage=inputs["stage"])
    findings = {inputs["check"]: found_in(inputs)} if inputs["check"] else {}
    return verification.decide(entrant.stage, entrant.proposal, findings, by=by, at=at)


def decide_said(inputs):
    """What deciding does."""
    first = answer_said(inputs)[:-1] if inputs["check"] else []
    return [
        *first,
        _("Setiap usulan diputuskan menurut hasil pemeriksaannya: lolos bila semua syarat terpenuhi."),
        _("Selama 30 menit putusan masih dapat Anda batalkan; sesudah itu hanya dengan koreksi oleh dua orang."),
    ]


def verdicts(ids, inputs):
    """The verdicts of these ids, by the number of their proposal."""
    found = Verdict.objects.filter(pk__in=ids).select_related("stage", "proposal", "decided_by")
    return list(found.order_by("proposal__number", "pk"))


def verdict_back_refusals(things, inputs, *, office, at):
    """Why some verdicts may not be taken back; one query."""
    moved = verification.corrections_moved([one.pk for one in things])
    return {
        one.pk: verifying.taking_back_refusal(
            one, office=office, at=at, status=one.proposal.status, is_moved=one.pk in moved
        )
        for one in things
    }


def verdict_back(pk, inputs, *, key, by, at):
    """Take one verdict back."""
    return verification.take_back(Verdict.objects.get(pk=pk), by=by, at=at)


KINDS = (
    BulkKind(
        "answer",
        gettext_lazy("Jawab satu syarat"),
        gettext_lazy("Jawab satu syarat"),
        entrants,
        answering_refusals,
        answer,
        proposal_called,
        said=answer_said,
        undo="answer-back",
    ),
    BulkKind(
        "answer-back",
        gettext_lazy("Pembatalan jawaban syarat"),
        gettext_lazy("Batalkan jawaban"),
        answers,
        answer_back_refusals,
        answer_back,
        proposal_called,
    ),
    BulkKind(
        "decide",
        gettext_lazy("Putusan administrasi"),
        gettext_lazy("Putuskan"),
        entrants,
        deciding_refusals,
        decide,
        proposal_called,
        said=decide_said,
        undo="decide-back",
    ),
    BulkKind(
        "decide-back",
        gettext_lazy("Pembatalan putusan administrasi"),
        gettext_lazy("Batalkan putusan"),
        verdicts,
        verdict_back_refusals,
        verdict_back,
        proposal_called,
    ),
)
