"""A judge's whole list, which is read a page at a time: its rows are facts, without an object each."""

from collections.abc import Sequence

from accounts.models.asked_often import asked_often
from judging.reading.desk import desk


class WorkInPages(Sequence):
    """A judge's assignments in a stage in reading order, as rows of facts: what the columns say (`FACTS`).

    There are as many as the stage says (`n_held`).
    """

    def __init__(self, stage, user):
        self.stage, self.user = stage, user

    def __len__(self):
        return self.stage.n_held

    def __getitem__(self, place):
        return part_of_work(self.stage.pk, self.user.pk, self.stage.is_blind, (place.start, place.stop))


@asked_often
def part_of_work(stage, user, is_blind, part):
    """The facts of the rows of `desk.work` from a place on to another."""
    return in_facts(desk.work(stage, user, is_blind), is_blind)[slice(*part)]


def in_facts(found, is_blind):
    """Rows of `desk.work` as facts by their names, without an object each."""
    return found.values(*FACTS, *(() if is_blind else ("proposal__agency_then", "proposal__agency__name")))


FACTS = (
    *("position", "title", "proposal__code", "proposal__group__name", "proposal__category__name"),
    *("scorecard__pk", "scorecard__total", "scorecard__locked_at", "session_at", "room"),
)
