"""The six stages. Each file implements one, with the same answers:

assign(stage, at)     give out the work; safe to run twice
missing(stage)        what must be there before the stage may close, as sentences
freeze(stage)         everything the computation reads, as JSON values; proposals and judges by their codes
SUM                   which of the sums in `arithmetic/results/` the result is
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
