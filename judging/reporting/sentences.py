"""What a stage's computation says of itself, in the words and the language of its reader."""

from judging.reading import progress
from judging.rules import sums


def step_of(stage):
    """The step under way of a counted stage's computation; "" where nothing is asked for."""
    computation = progress.computation(stage)
    return sums.STEPS.get(computation.step, "") if computation else ""


def failure_of(stage):
    """Why a counted stage's computation failed, "" where it did not; one query if it did."""
    computation = progress.computation(stage)
    if not computation or not computation.failure:
        return ""
    return sums.failure(computation.failure, stages=dict(stage.edition.stages.values_list("key", "name")))


def cautions_of(stage):
    """What to mind when reading the scores of a counted and computed stage, one sentence each."""
    return tuple(sums.sentence(caution) for caution in progress.computation(stage).notes.get("cautions", ()))
