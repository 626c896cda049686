"""Who comes before the close: people who write, people who submit; and what they were told beside what is there."""

import json
import time
from collections import Counter
from datetime import datetime
from functools import partial

from django.urls import reverse
from django.utils import timezone

from proposals.models import Proposal, Revision, SectionVersion, Status

PAUSE, READS, TWICE = 20, 10, 0.05
SECTION = "ringkasan"
WORDS = ["perahu", "obat", "berlayar", "tiap", "pekan", "ke", "pulau", "terluar", "bagi", "warga"]
CLOSED, CAP_REACHED = "Pendaftaran ditutup", "batas untuk edisi ini"
# What was sent and is refused as too late was not read before the close: for so long it may lie on the line.
UNREAD = 1.0


class Writer:
    """Somebody who writes in one part, whose browser saves what is typed; after the close it stays in the box."""

    def __init__(self, crowd, chance, cookies, code):
        self.crowd, self.chance, self.cookies, self.code = crowd, chance, cookies, code
        self.words, self.kept, self.fields, self.refused = [], None, {}, []

    def opens(self, moment):
        page = reverse("proposals:section", args=[self.code, SECTION])
        answer = self.crowd.ask("open a part", page, cookies=self.cookies, since=moment, foreseen=[CLOSED])
        self.fields = answer.hidden
        self.again()

    def again(self):
        self.crowd.at(time.monotonic() + self.chance.exponential(PAUSE), self.types)

    def types(self, moment):
        self.words = (self.words + list(self.chance.choice(WORDS, 12)))[-180:]
        text = " ".join(self.words)
        fields = {**self.fields, f"answer_{SECTION}": text}
        door, sent = reverse("proposals:section_typed", args=[self.code, SECTION]), timezone.now()
        answer = self.crowd.ask(
            "save while typing", door, cookies=self.cookies, fields=fields, since=moment, foreseen=[CLOSED]
        )
        if answer.status == 200:
            self.kept = text
            self.fields["versi"] = json.loads(answer.text)["version"]
        elif CLOSED in answer.text:
            self.refused.append((sent, timezone.now()))
        self.again()


class Sender:
    """An admin who submits one proposal: "in time", "at the cap", "held" (its body comes after the close) or "late"."""

    def __init__(self, crowd, chance, cookies, code, *, kind, at_last, held=0):
        self.crowd, self.chance, self.cookies, self.code = crowd, chance, cookies, code
        self.kind, self.held, self.receipts, self.closed, self.over = kind, held, [], [], 0
        self.named = f"submit {kind}, last six min." if at_last else f"submit {kind}"

    def opens(self, moment):
        page = reverse("proposals:submission", args=[self.code])
        answer = self.crowd.ask("open the last page", page, cookies=self.cookies, since=moment, foreseen=[CLOSED])
        fields = answer.hidden
        fields |= {"is_declared": "on"}
        is_twice = self.kind == "in time" and self.chance.random() < TWICE
        for _press in range(1 + is_twice):
            self.crowd.at(moment + READS, partial(self.presses, page, fields))

    def presses(self, page, fields, moment):
        sent = timezone.now()
        answer = self.crowd.ask(
            self.named,
            page,
            cookies=self.cookies,
            fields=fields,
            since=moment,
            foreseen=[CAP_REACHED] if self.kind == "at the cap" else [CLOSED],
            held=self.held,
        )
        if answer.status == 302:
            self.receipts.append(answer.location)
        elif CLOSED in answer.text:
            self.closed.append((sent, timezone.now()))
        elif CAP_REACHED in answer.text:
            self.over += 1


class Hour:
    """All who came before a close, held against the rows."""

    def __init__(self, edition, closes_at: datetime, cap):
        self.edition, self.closes_at, self.cap = edition, closes_at, cap
        self.writers, self.senders = [], []

    def compared(self):
        """What is not as it was said, in words; and whether there is any."""
        faults, told = {}, []
        self.texts(faults, told)
        self.submissions(faults, told)
        self.caps(faults, told)
        self.close(faults, told)
        found = ", ".join(f"{name}: {number}" for name, number in faults.items())
        return "\n".join([*told, f"must all be 0: {found}"]), any(faults.values())

    def texts(self, faults, told):
        current = SectionVersion.objects.current().filter(proposal__edition=self.edition, section__key=SECTION)
        found = {one.proposal.code: one.texts.get(SECTION) for one in current.select_related("proposal")}
        kept = [one for one in self.writers if one.kept is not None]
        faults["texts acknowledged and lost"] = sum(found.get(one.code) != one.kept for one in kept)
        told.append(f"writers whose last acknowledged text stands: {len(kept)}")

    def submissions(self, faults, told):
        sent = set(
            Proposal.objects.filter(edition=self.edition, status=Status.SUBMITTED).values_list("code", flat=True)
        )
        acknowledged = {one.code for one in self.senders if one.receipts}
        revisions = Counter(
            Revision.objects.filter(proposal__edition=self.edition).values_list("proposal__code", flat=True)
        )
        faults["submissions acknowledged and lost"] = len(acknowledged - sent)
        faults["there without a word"] = len(sent - acknowledged)
        faults["twice"] = sum(number > 1 for number in revisions.values())
        faults["without a revision"] = len(sent - revisions.keys())
        told.append(
            f"submissions wanted: {len(self.senders)}; acknowledged: {len(acknowledged)}; submitted rows: {len(sent)};"
            f" revisions: {revisions.total()}"
        )

    def caps(self, faults, told):
        rushed = [one for one in self.senders if one.kind == "at the cap"]
        agencies = Counter(
            Proposal.objects.filter(edition=self.edition, status=Status.SUBMITTED).values_list("agency", flat=True)
        )
        crowded = Counter(
            Proposal.objects.filter(code__in=[one.code for one in rushed], status=Status.SUBMITTED).values_list(
                "agency", flat=True
            )
        )
        faults["agencies above the cap"] = sum(number > self.cap for number in agencies.values())
        faults["rushed agencies not at the cap"] = sum(number != self.cap for number in crowded.values())
        faults["neither in nor told of the cap"] = sum(bool(one.receipts) == bool(one.over) for one in rushed)
        told.append(
            f"at the cap: {len(crowded)} agencies, {len(rushed)} pressed, {sum(bool(one.receipts) for one in rushed)}"
            f" in, {sum(one.over for one in rushed)} told of the cap"
        )

    def close(self, faults, told):
        counted = {kind: [one for one in self.senders if one.kind == kind] for kind in ("in time", "held", "late")}
        refused = [one for sender in self.senders for one in sender.closed]
        refused += [one for writer in self.writers for one in writer.refused]
        early = [(self.closes_at - sent).total_seconds() for sent, _told in refused]
        unread = [one for one in early if one > 0]
        faults["counted though it came after the close"] = (
            Revision.objects.filter(proposal__edition=self.edition, at__gte=self.closes_at).count()
            + SectionVersion.objects.filter(proposal__edition=self.edition, saved_at__gte=self.closes_at).count()
            + sum(bool(one.receipts) for one in counted["late"])
        )
        faults["refused before the close"] = sum(told < self.closes_at for _sent, told in refused)
        faults["late and not told"] = sum(not one.closed for one in counted["late"])
        faults["held and not in"] = sum(not one.receipts for one in counted["held"])
        faults[f"sent {UNREAD:.0f} s before the close and refused"] = sum(one > UNREAD for one in unread)
        told.append(
            f"at the close: {sum(bool(one.receipts) for one in counted['held'])} whose text came after it are in,"
            f" {sum(bool(one.closed) for one in counted['late'])} of {len(counted['late'])} late told so,"
            f" {sum(len(one.refused) for one in self.writers)} saves refused; sent before it and read after it:"
            f" {len(unread)}, by {max(unread, default=0) * 1000:.0f} ms at most"
        )
