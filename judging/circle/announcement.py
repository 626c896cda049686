"""What a published decision puts before the public: a list, figures, catalogue entries and awards."""

from judging import letters, stages
from judging.circle import awarding
from judging.domain import feedback, objections
from judging.models import Choice, Entrant
from proposals.domain import coaching
from proposals.domain.catalogue import publication
from proposals.models import Figure, Proposal


def announce(stage, decision, *, override, at):
    """Write everything the public and the applicants learn from a decision; returns how many go on.

    Alphabetical, without ranks and scores. A proposal that left the contest after the decision is not
    announced; none leaves it meanwhile. `override` are the rules of composition that the list does not keep, with the
    reason. Part of publishing a stage, which is locked.
    """
    chosen = locked(decision)
    awards = awarding.give(stage, decision, chosen, at=at)
    publication.announce(
        stage,
        title=f"{stage.name}, {stage.edition.name}",
        decree=decision.decree_number,
        figure=stages.of(stage).FIGURE or "",
        override=override,
        without_quorum=decision.without_quorum,
        reasons=objections.changes(stage),
        lines=[
            line_of(choice.proposal, [award.name for award in awards.get(choice.proposal_id, [])]) for choice in chosen
        ],
        at=at,
    )
    publication.publish_many(entries_of(stage, chosen, awards), at=at)
    coaching.begin([choice.proposal for choice in chosen], stage=stage, by=stage.published_by, at=at)
    record_figures(stage, chosen, at=at)
    letters.tell("stage.published", stage, decision=decision, at=at)
    feedback.tell_approved(stage, at=at)
    return len(chosen)


def locked(decision):
    """The choices that go on, their proposals locked."""
    return list(
        Choice.objects.filter(decision=decision)
        .going_on()
        .select_for_update(no_key=True, of=("proposal",))
        .select_related("proposal__agency__region", "proposal__unit", "proposal__group", "proposal__category")
        .order_by("proposal_id")
    )


def entries_of(stage, chosen, awards):
    """Whoever holds an award enters the catalogue, with its awards in the order of the stages."""
    return [
        publication.EntryLine(
            choice.proposal,
            [
                publication.AwardLine(
                    position, award.key, award.name, award.decree_number, award.decree_date, award.shown_seal
                )
                for position, award in enumerate(awards[choice.proposal_id], start=stage.position * 10)
            ],
        )
        for choice in chosen
        if choice.proposal_id in awards
    ]


def announce_provisionally(stage, decision, *, override, at):
    """Put the list of those who would go on before the public: no awards, no figures, no letters yet."""
    going_on = Choice.objects.filter(decision=decision).going_on()
    chosen = going_on.select_related("proposal__agency", "proposal__unit", "proposal__group").order_by("proposal_id")
    return publication.announce(
        stage,
        title=f"{stage.name}, {stage.edition.name}",
        decree="",
        override=override,
        without_quorum=decision.without_quorum,
        objections_until=stage.objections_until,
        lines=[line_of(choice.proposal) for choice in chosen],
        at=at,
    )


def line_of(proposal, awards=()):
    """One line of an announcement."""
    return publication.AnnouncedLine(
        code=proposal.code,
        title=proposal.title,
        agency=proposal.agency_name,
        unit=proposal.unit_name,
        group=proposal.group.name,
        awards=awards,
    )


def record_figures(stage, chosen, *, at):
    """The published counts of a stage; the first stage also counts what was registered and submitted."""
    if not stage.edition.stages.filter(position__lt=stage.position).exists():
        registered = Proposal.objects.filter(edition=stage.edition_id)
        entered = Entrant.objects.filter(stage=stage)
        publication.record_figure(
            stage.edition,
            Figure.Key.REGISTERED,
            innovations=registered.count(),
            agencies=registered.values("agency").distinct().count(),
            at=at,
        )
        publication.record_figure(
            stage.edition,
            Figure.Key.SUBMITTED,
            innovations=entered.count(),
            agencies=entered.values("proposal__agency").distinct().count(),
            at=at,
        )
    if key := stages.of(stage).FIGURE:
        publication.record_figure(
            stage.edition,
            key,
            innovations=len(chosen),
            agencies=len({choice.proposal.agency_id for choice in chosen}),
            at=at,
        )
