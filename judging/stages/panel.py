"""Stage III, finalists: the independent panel decides from the nominations.

The machine proposes the best selection that fills each group's places and keeps the composition rules
announced beforehand. The panel decides in plenary; every departure from the proposal carries a reason.
"""

from judging.domain import assigning, recap, standing_in


def assign(stage, *, at):
    """Open every nomination to every panelist who has no tie to it."""
    assigning.give_to_everyone(stage, at=at)


def missing(stage):
    """Nothing is marked here; what the recap counts must exist."""
    return recap.missing(stage)


def freeze(stage):
    """The scores that count, each nominee's traits, the places and the composition rules."""
    return {
        "seed": stage.edition.lot_seed,
        "quotas": standing_in.quotas(stage),
        "rules": standing_in.composition(stage),
        **recap.freeze(stage),
    }


def compute(frozen, *, step):
    """Rank the nominations and propose the best selection under the rules."""
    return recap.compute_selection(frozen, step=step)
