"""How pages speak of a dossier: its parts as tasks, its state as a tag, its acts as links."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.templatetags.moments import to_the_second
from proposals import rules
from proposals.domain import remarks
from proposals.domain.completeness import IDENTITY_KEY, State
from proposals.domain.lifecycle import LABELS
from proposals.forms.acts import cased
from proposals.models import MaskedCopy, Proposal, Status
from proposals.models.proposal import UNSENT
from proposals.reading import history as history_of

STATES = {
    State.EMPTY: (gettext_lazy("Belum diisi"), "attention"),
    State.STARTED: (gettext_lazy("Sedang diisi"), "info"),
    State.DONE: (gettext_lazy("Selesai"), ""),
    State.NOT_NEEDED: (gettext_lazy("Bila ada"), ""),
}
# Parts of which a dossier has one at most, and the addresses of their pages.
ALONE = {
    "identity": "identity",
    "earlier": "earlier_awards",
    "parents": "parents",
    "masking": "neutral",
    "public": "public_page",
}
ROLES = {
    Status.DRAFT: "quiet",
    Status.WITH_AGENCY: "info",
    Status.RETURNED: "attention",
    Status.SUBMITTED: "good",
    Status.WITHDRAWN: "quiet",
    Status.DISQUALIFIED: "problem",
}


@dataclass(frozen=True)
class Task:
    """One row of the task list."""

    name: str
    url: str
    status: str
    role: str
    hint: str = ""


@dataclass(frozen=True)
class PartRow:
    """One row of the list of proposals: what it is, who has it and since when."""

    proposal: Proposal
    status: dict[str, str]
    holder: str
    since: datetime
    is_stuck: bool


def url_of(proposal, part):
    """The page where a part of the form is filled in."""
    if part.kind in ALONE:
        return reverse(f"proposals:{ALONE[part.kind]}", args=[proposal.code])
    return reverse(f"proposals:{part.kind}", args=[proposal.code, part.key])


def tasks(proposal, standing):
    """The parts of a Completeness as rows of a task list."""
    return task_rows(proposal, standing.parts)


def task_rows(proposal, shown):
    """Some parts of a dossier as rows of a task list."""
    return [Task(part.title, url_of(proposal, part), STATES[part.state][0], STATES[part.state][1]) for part in shown]


def after(proposal, standing, kind, key):
    """The page of the part that follows in the form, or the check page after the last."""
    places = [(part.kind, part.key) for part in standing.parts]
    following = standing.parts[places.index((kind, key)) + 1 :]
    return url_of(proposal, following[0]) if following else reverse("proposals:check", args=[proposal.code])


def tag(proposal, office, at):
    """Text and role of the tag that says the status to this reader at a moment; `proposal` loaded with its edition.

    What was not sent before the close waits for nobody any more.
    """
    status = Status(proposal.status)
    if status in UNSENT and at >= proposal.edition.closes_at:
        return {"text": cased(_("tidak diajukan")), "role": "quiet"}
    if proposal.is_mended:
        return {"text": cased(_("perlu diperbaiki")), "role": "attention"}
    text = _("dibatalkan") if is_cancelled(proposal) else status.label_for(office.role)
    return {"text": cased(text), "role": ROLES[status]}


def is_cancelled(proposal):
    """Whether it was given up before it was sent: what never left its writers is not taken back."""
    return proposal.status == Status.WITHDRAWN and not proposal.submitted_at


def row(proposal, office, at):
    """A line of the list for a reader with this office at a moment; `proposal` loaded with its places."""
    status = Status(proposal.status)
    holders = {
        Status.WITH_AGENCY: _("Admin instansi"),
        Status.SUBMITTED: _("Kementerian"),
        Status.WITHDRAWN: "",
        Status.DISQUALIFIED: "",
    }
    return PartRow(
        proposal=proposal,
        status=tag(proposal, office, at),
        holder=holders.get(status, proposal.proposer_name),
        since=proposal.since,
        is_stuck=status in (Status.DRAFT, Status.RETURNED, Status.WITH_AGENCY),
    )


def history(proposal):
    """The transitions, newest first, for the timeline; one query, one more where it was ever returned."""
    transitions = history_of.transitions(proposal.pk)
    said = remarks.of_each(transitions)
    return [
        {
            "what": _("Dibatalkan")
            if transition.act == "withdraw" and is_cancelled(proposal)
            else LABELS[transition.act],
            "who": transition.by.signature,
            "at": transition.at,
            "note": remarks.told(transition.note, said.get(transition.pk, ())),
            "said": transition.note,
            "remarks": said.get(transition.pk, ()),
            "act": transition.act,
            "source": transition.source,
        }
        for transition in transitions
    ]


def allowed_acts(proposal, office, at, waiting=None, left_from="", *, was_sent=True):
    """What this office may do with the dossier now: the same rules that would refuse it.

    `waiting` is the request to withdraw it that wants an answer; `left_from` the status from which it was withdrawn.
    """
    asked = {"waiting": waiting, "office": office}
    refusals = {
        "handover": rules.handover_refusal,
        "submission": rules.keeping_refusal,
        "return": rules.return_refusal,
        "withdrawal": rules.withdrawal_refusal,
        "disqualification": rules.disqualification_refusal,
    }
    given = {name: refusal(proposal, office=office, at=at) for name, refusal in refusals.items()} | {
        "taking_back": rules.taking_back_refusal(proposal, office=office, at=at),
        "bringing_back": rules.bringing_back_refusal(proposal, left_from=left_from, office=office, at=at),
        "deletion": rules.deletion_refusal(proposal, left_from=left_from, was_sent=was_sent, office=office),
        "withdrawal_request": rules.asking_withdrawal_refusal(proposal, at=at, **asked),
        "withdrawal_dropping": rules.dropping_withdrawal_refusal(proposal, **asked),
        "withdrawal_answer": rules.answering_withdrawal_refusal(proposal, **asked),
    }
    # Whether the edition has a stage without names is said on the page itself.
    given["masking"] = rules.masking_refusal(proposal, is_blind=True, office=office)
    given["assistance"] = rules.opening_refusal(proposal, is_open=False, question="?", office=office, at=at)
    given["public_page"] = rules.telling_refusal(proposal, is_agreed=None, office=office)
    return {name for name, refusal in given.items() if refusal is None}


def answers(proposal, dossier, standing):
    """Every part with its answers as summary rows, each with the way to change it and back here."""
    pages = [summary_of(proposal, standing.part("identity", IDENTITY_KEY), identity_rows(dossier))]
    for part in standing.parts:
        if part.kind == "earlier":
            pages.append(summary_of(proposal, part, [{"label": part.title, "value": str(STATES[part.state][0])}]))
        if part.kind == "parents":
            named = [fact.value for fact in dossier.facts if fact.field == "parents"]
            pages.append(summary_of(proposal, part, [{"label": part.title, "value": "".join(named)}]))
    for chapter in dossier.chapters:
        part = standing.part("section", chapter.key)
        rows = [{"label": reply.prompt, "value": reply.text} for reply in chapter.replies]
        if chapter.needs_evidence:
            names = ", ".join(file.name for file in chapter.files)
            rows.append({"label": _("Bukti"), "value": names})
        pages.append(summary_of(proposal, part, rows))
    for document in dossier.documents:
        part = standing.part("document", document.key)
        rows = [{"label": _("Berkas"), "value": document.answer}]
        pages.append(summary_of(proposal, part, rows))
    return [*pages, *neutral_rows(proposal, standing)]


def neutral_rows(proposal, standing):
    """What judges read instead of the title, where some stage is read without a name; one query there."""
    found = [part for part in standing.parts if part.kind == "masking"]
    if not found:
        return []
    title = MaskedCopy.objects.filter(proposal=proposal).values_list("title", flat=True).first()
    return [summary_of(proposal, found[0], [{"label": _("Judul netral"), "value": title or ""}])]


def identity_rows(dossier):
    """The facts people wrote; agency and unit come with the office, what it comes from has a part of its own."""
    elsewhere = ("agency", "unit", "parents")
    return [{"label": fact.label, "value": fact.value} for fact in dossier.facts if fact.field not in elsewhere]


def summary_of(proposal, part, rows):
    """One part of the check page: its rows, each leading to the page that changes them."""
    url = url_of(proposal, part) + "?dari=periksa"
    return {
        "title": part.title,
        "anchor": part.anchor,
        "problems": part.problems,
        "url": url,
        "rows": [{**row, "url": url, "action": "" if row["value"] else _("Isi")} for row in rows],
    }


def receipt_rows(proposal, revision):
    """What the receipt says besides number and hash."""
    return [
        {"label": _("Judul inovasi"), "value": proposal.title},
        {"label": _("Unit"), "value": proposal.unit_name or _("Instansi sendiri")},
        {"label": _("Instansi"), "value": proposal.agency_name},
        {"label": _("Edisi"), "value": proposal.edition.name},
        {"label": _("Nomor usulan"), "value": proposal.code},
        {"label": _("Diterima server"), "value": to_the_second(revision.at)},
        {"label": _("Diajukan oleh"), "value": revision.by.signature},
        {"label": _("Naskah"), "value": _("Versi %(number)s") % {"number": revision.number}},
    ]
