"""The six stages. Each file implements one, with the same four functions:

assign(stage, at)     give out the work; safe to run twice
missing(stage)        what must be there before the stage may close, as sentences
freeze(stage)         everything the computation reads, as JSON values
compute(frozen, step) the result, from the frozen values alone; `step(name, done, total)` reports progress
"""

from competitions.kinds import StageKind
from judging.stages import administrative, desk, field, final, interview, panel

KINDS = {
    StageKind.ADMINISTRATIVE: administrative,
    StageKind.DESK: desk,
    StageKind.PANEL: panel,
    StageKind.INTERVIEW: interview,
    StageKind.FIELD: field,
    StageKind.FINAL: final,
}


def of(stage):
    """The module that implements a stage's kind."""
    return KINDS[StageKind(stage.kind)]
