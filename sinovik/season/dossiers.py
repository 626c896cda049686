"""Registration: units write, agencies correct and send, some never get that far."""

import multiprocessing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import islice

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.utils import timezone

from accounts.files import taking
from accounts.models import AgencyKind, Membership
from competitions.models import Parents, Requirement
from proposals.domain import lifecycle, masking, neutrality, questionnaire, submission
from proposals.domain.catalogue import parents
from proposals.domain.draft import attachments, drafting
from proposals.domain.draft.describing import describe
from proposals.models import Identity, Proposal
from sinovik.season import people, prose
from sinovik.season.fates import Fate, fates
from sinovik.season.plan import SHARES

PROPOSALS_A_UNIT = 3
# The few state firms must be good enough to be nominated, or their published place could not be filled.
FIRM_BONUS = 10


@dataclass(frozen=True)
class Draft:
    """A draft that has been begun: its proposal, what is to become of it, and who writes and sends it."""

    proposal: Proposal
    fate: Fate
    writer: Membership
    admin: Membership
    at: datetime


def register(plan, edition, *, until, by, step, processes=1):
    """Play the registration of an edition up to the moment `until`; returns {proposal id: Fate} of those sent.

    All drafts are begun in order, so that numbers and keys are the same every time; then they are written, by
    as many processes as asked. More than one needs every change so far to be committed.
    """
    drafts = begun(plan, edition, until=until, by=by)
    if processes == 1:
        complete(plan, edition, drafts, step=step)
    else:
        share_out(plan, edition, drafts, processes=processes, step=step)
    return {draft.proposal.pk: draft.fate for draft in drafts if draft.fate.reaches == "submitted"}


def begun(plan, edition, *, until, by):
    """Begin every draft at its moment between the opening and `until`."""
    teams = people.agencies(plan, by=by, at=edition.opens_at)
    random = plan.random("registration")
    drawn = fates(plan)
    desks = seats(plan, teams, drawn, random)
    titles = {}
    drafts = []
    for fate in drawn:
        team, number = desks[fate.index]
        at = edition.opens_at + (until - edition.opens_at) * fate.index / plan.drafts
        writer = people.writer(team, number, random, by=team.admin, at=at)
        title = title_of(fate, titles, plan.random("title", fate.index), story_of(plan, fate))
        bonus = FIRM_BONUS if team.agency.kind == AgencyKind.STATE_FIRM else 0
        proposal = drafting.begin(edition, unit=writer.unit, title=title, by=writer, at=at)
        drafts.append(Draft(proposal, replace(fate, quality=fate.quality + bonus), writer, team.admin, at))
    return drafts


def share_out(plan, edition, drafts, *, processes, step):
    """Complete the drafts in processes of their own, each with every n-th draft."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    workers = [
        fork.Process(target=complete_apart, args=(plan, edition, drafts[start::processes], step))
        for start in range(processes)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError("Satu proses penulis usulan berhenti sebelum selesai.")


def complete_apart(plan, edition, drafts, step):
    """`complete` in a process of its own, whose commits need not wait for the disk either."""
    commit_without_waiting()
    complete(plan, edition, drafts, step=step)


def commit_without_waiting():
    """Made-up people lose nothing: a season cut short is played again, so no commit waits for the disk."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")


def complete(plan, edition, drafts, *, step):
    """Write each draft as far as its fate has it, hand it over and send it."""
    asked = questionnaire.of(edition.pk)
    for done, draft in enumerate(drafts, start=1):
        # Everything chosen for one draft depends on its index alone.
        write(plan, edition, asked, draft, random=plan.random("draft", draft.fate.index))
        if draft.fate.reaches != "draft":
            lifecycle.hand_over(draft.proposal, by=draft.writer, at=draft.at + timedelta(seconds=40))
        if draft.fate.reaches == "submitted":
            submission.submit(draft.proposal, declared=True, by=draft.admin, at=draft.at + timedelta(seconds=50))
        step(done, len(drafts))


def seats(plan, teams, drawn, random):
    """The (team, unit number) that writes each draft: kinds by their shares, agencies unequally, units in turn.

    Those meant to be finalists go to the agencies of their kind in turn first, so that each has one.
    """
    by_kind = {}
    for team in teams:
        by_kind.setdefault(team.agency.kind, []).append(team)
    kinds = sorted(by_kind)
    eagerness = {kind: [random.expovariate(1) + 0.2 for _team in by_kind[kind]] for kind in kinds}
    without = {kind: list(these) for kind, these in by_kind.items()}
    written = {}
    chosen = []
    for fate in drawn:
        kind = fate.kind or random.choices(kinds, [SHARES[kind] for kind in kinds])[0]
        if fate.kind and without[kind]:
            team = without[kind].pop()
        else:
            (team,) = random.choices(by_kind[kind], eagerness[kind])
        count = written.get(team.agency.pk, 0)
        written[team.agency.pk] = count + 1
        chosen.append((team, count // PROPOSALS_A_UNIT))
    return chosen


def story_of(plan, fate):
    """What a draft is about; the same wherever it is asked."""
    random = plan.random("story", fate.index)
    years = 0 if fate.flaw == "young" else random.randint(3, 6)
    return prose.Story.of(random, year=timezone.localdate(plan.closes_at).year - years)


def title_of(fate, titles, random, story):
    """A title nobody has taken, except that two drafts with that flaw share theirs."""
    if fate.flaw == "same_title" and (waiting := titles.pop("waiting", None)):
        return waiting
    title = next(title for title in islice(story.titles(random), 400) if title not in titles)
    titles[title] = True
    if fate.flaw == "same_title":
        titles["waiting"] = title
    return title


def write(plan, edition, asked, draft, *, random):
    """Write one draft as far as its fate has it: some sections only, or everything with its files."""
    proposal, fate, writer, at = draft.proposal, draft.fate, draft.writer, draft.at
    whole = fate.reaches != "draft"
    story = story_of(plan, fate)
    describe(
        proposal,
        identity(edition, draft, story, random, is_done=whole),
        by=writer,
        at=at + timedelta(seconds=5),
    )
    proposal.refresh_from_db()
    if proposal.group.parents != Parents.NONE:
        origin = random.choice(origins(proposal, proposal.group))
        parents.name(proposal, origin, by=writer, at=at + timedelta(seconds=10))
    chapters = asked.chapters_for(proposal)
    if not whole:
        chapters = chapters[: random.randint(0, len(chapters) - 1)]
    for chapter in chapters:
        if whole and chapter.section.needs_evidence:
            attach(proposal, f"Bukti {chapter.section.title}", section=chapter.section, by=writer, at=at)
        texts = {
            question.key: story.answer(
                random,
                question.key,
                words=max(question.min_words, int(question.max_words * random.uniform(0.25, 0.4))),
            )
            for question in chapter.questions
        }
        drafting.answer(proposal, chapter.section, texts, is_done=True, by=writer, at=at + timedelta(seconds=20))
    if whole:
        for requirement in asked.requirements_for(proposal):
            if requirement.applies != Requirement.Applies.OPTIONAL:
                attach(proposal, requirement.name, requirement=requirement, by=writer, at=at)
        if asked.is_blind:
            masking.confirm(proposal, neutral(proposal), by=writer, at=at + timedelta(seconds=30))
    return proposal


def neutral(proposal):
    """What a unit would call its proposal where nobody may know whose it is."""
    return neutrality.names_of(proposal).without(proposal.title) or proposal.category.name


def identity(edition, draft, story, random, *, is_done):
    """The identity of a draft."""
    writer = draft.writer
    groups = list(edition.groups.order_by("position"))
    group = groups[0] if len(groups) == 1 or random.random() < 0.8 else random.choice(groups[1:])
    if not origins(draft.proposal, group):
        group = groups[0]
    return Identity(
        title=draft.proposal.title,
        group=group,
        category=story.category(list(edition.categories.order_by("position"))),
        started_on=date(story.figures["year"], 1, random.randint(1, 28)),
        sdgs=story.topic.goals,
        is_app=random.random() < 0.2,
        video_url="",
        contact_name=writer.user.full_name,
        contact_phone="0812 0000 0000",
        contact_email=writer.user.email,
        is_done=is_done,
    )


def origins(proposal, group):
    """What a draft in a group may come from, a few of the catalogue; the draft itself where nothing is asked."""
    if group.parents == Parents.NONE:
        return [proposal]
    proposal.group = group
    return list(parents.offered(proposal)[:20])


def attach(proposal, subject, *, by, at, **place):
    """Attach a letter that names what it is."""
    file = handed_in(subject, attachments.allowed(place.get("section") or place["requirement"]))
    attachments.attach(proposal, file, by=by, at=at + timedelta(seconds=30), **place)


@cache
def handed_in(subject, allowed):
    """The letter, opened as every upload is; the same one of many dossiers once."""
    upload = SimpleUploadedFile("berkas.pdf", prose.letter(subject), content_type="application/pdf")
    return taking.taken(upload, allowed)
