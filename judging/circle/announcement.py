"""What a published decision puts before the public: a list, figures, catalogue entries and awards."""

from judging import letters, stages
from judging.circle import awarding
from judging.models import Choice, Entrant
from proposals.domain import publication
from proposals.models import Figure, Proposal


def announce(stage, decision, *, at):
    """Write everything the public and the applicants learn from a decision; returns how many go on.

    Alphabetical, without ranks and scores. A proposal that left the contest after the decision is not
    announced; none leaves it meanwhile. Part of publishing a stage, which is locked.
    """
    chosen = list(
        Choice.objects.filter(decision=decision)
        .going_on()
        .select_for_update(no_key=True, of=("proposal",))
        .select_related("proposal__agency__region", "proposal__unit", "proposal__group", "proposal__category")
        .order_by("proposal_id")
    )
    awards = awarding.give(stage, decision, chosen, at=at)
    publication.announce(
        stage,
        title=f"{stage.name}, {stage.edition.name}",
        decree=decision.decree_number,
        figure=stages.of(stage).FIGURE or "",
        lines=[
            publication.AnnouncedLine(
                code=choice.proposal.code,
                title=choice.proposal.title,
                agency=choice.proposal.agency_name,
                unit=choice.proposal.unit_name,
                group=choice.proposal.group.name,
                awards=[award.name for award in awards.get(choice.proposal_id, [])],
            )
            for choice in chosen
        ],
        at=at,
    )
    publication.publish_many(
        [
            publication.EntryLine(
                choice.proposal,
                [
                    publication.AwardLine(position, award.key, award.name, award.decree_number, award.decree_date)
                    for position, award in enumerate(awards[choice.proposal_id], start=stage.position * 10)
                ],
            )
            for choice in chosen
            if choice.proposal_id in awards
        ],
        at=at,
    )
    record_figures(stage, chosen, at=at)
    letters.tell("stage.published", stage, decision=decision, at=at)
    return len(chosen)


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
