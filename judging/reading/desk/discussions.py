"""What the readers of a proposal see of each other once all of them have signed; nothing of it before."""

from django.db.models import Exists, F, Max, Min, OuterRef, Subquery

from judging.domain.cards import discussing
from judging.domain.work import number, of_the_same
from judging.models import Assent, Assignment, DiscussionEntry, JointMark, PanelMember
from judging.reading.desk.desk import title_in


def unsigned():
    """How many readers of the proposal of an assignment have not signed, as an expression."""
    return number(of_the_same(Assignment).standing().filter(scorecard__locked_at=None))


def cards_of(stage, proposal_id):
    """The signed cards of a proposal with their marks, by the codes of their judges; three queries."""
    code = PanelMember.objects.filter(stage=OuterRef("stage"), judge=OuterRef("judge")).values("code")[:1]
    return list(
        Assignment.objects.standing()
        .filter(stage=stage, proposal=proposal_id, scorecard__locked_at__isnull=False)
        .select_related("judge", "scorecard")
        .prefetch_related("scorecard__marks")
        .annotate(code=Subquery(code))
        .order_by("code", "pk")
    )


def in_stage(stage):
    """The assignments of a stage whose proposal all of its readers, two or more, have signed.

    Adds `lowest` and `highest`, the totals furthest apart; `said`, how much was said; `proposed`, whether a joint mark
    lies on the table, and `is_agreed`, whether all have assented to it.
    """
    own = of_the_same(Assignment).standing()
    totals = own.order_by().values("proposal")
    joint = JointMark.objects.proposed().filter(stage=OuterRef("stage"), proposal=OuterRef("proposal"))
    without = (
        of_the_same(Assignment)
        .standing()
        .exclude(
            Exists(
                Assent.holding().filter(
                    scorecard=OuterRef("scorecard"),
                    joint_mark__ended_at=None,
                    joint_mark__stage=OuterRef("stage"),
                    joint_mark__proposal=OuterRef("proposal"),
                )
            )
        )
    )
    return (
        Assignment.objects.standing()
        .filter(stage=stage)
        .annotate(n_readers=number(own), n_unsigned=unsigned())
        .filter(n_readers__gte=2, n_unsigned=0)
        .annotate(
            lowest=Subquery(totals.annotate(least=Min("scorecard__total")).values("least")),
            highest=Subquery(totals.annotate(most=Max("scorecard__total")).values("most")),
            said=number(of_the_same(DiscussionEntry)),
            proposed=Exists(joint),
            lacks_assent=Exists(without),
        )
    )


def of_judge(stage, user):
    """What a judge may discuss in a stage, those furthest apart first; one query."""
    return (
        in_stage(stage)
        .filter(pk__in=Assignment.objects.held_by(user).filter(stage=stage).values("pk"))
        .select_related("proposal", "scorecard")
        .defer("proposal__title")
        .annotate(gap=F("highest") - F("lowest"), title=title_in(stage))
        .order_by("-gap", "proposal__code")
    )


def shown(assignment):
    """Everything the page of a discussion shows: cards, thread, the joint mark on the table and who assented to it."""
    stage, proposal = assignment.stage_id, assignment.proposal_id
    joint = discussing.on_the_table(stage, proposal)
    cards = cards_of(stage, proposal)
    known_as = names_of(assignment.stage, cards)
    thread = list(discussing.thread(stage, proposal))
    for entry in thread:
        entry.said_as = known_as(entry.said_by)
    if joint:
        joint.proposed_as = known_as(joint.proposed_by)
    holding = Assent.holding().filter(joint_mark=joint).values_list("scorecard", flat=True) if joint else ()
    return {
        "cards": cards,
        "thread": thread,
        "joint": joint,
        "assents": set(holding),
    }


def names_of(stage, cards):
    """What the readers of a proposal are called to each other: by name, or by code where the stage hides it."""
    codes = {card.judge_id: card.code for card in cards}

    def known_as(office):
        return codes.get(office.user_id, "–") if stage.hides_colleagues else office.user.told_apart

    return known_as
