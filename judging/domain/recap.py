"""Joining the scores of earlier stages, for the stages in which a panel decides."""

import json

from django.utils.translation import gettext as _

from accounts.models import Role
from competitions.domain import composition
from competitions.models import RecapSource
from judging.arithmetic.choice.selection import Unsatisfiable
from judging.arithmetic.results import Gap, recap
from judging.arithmetic.results.readings import readings
from judging.domain.missing import Missing, Where
from judging.models import Decision, Entrant, Snapshot, Standing
from judging.rules import sums


def sources(stage):
    """The recap's rows whose stage was not skipped, in the order of the stages."""
    rows = RecapSource.objects.filter(stage=stage, source__skipped_at=None)
    return list(rows.select_related("source").order_by("source__position"))


def ties(stage):
    """What breaks equal joined scores: the scores of the sources, the latest first."""
    return tuple(_("nilai %(stage)s") % {"stage": row.source.name} for row in reversed(sources(stage)))


def missing(stage):
    """What stands in the way of a recap: no source, a score that is not there, or rules that cannot be kept."""
    if not sources(stage):
        return [lacking(_("Belum ada tahap yang nilainya dihitung dalam rekap ini."))]
    try:
        recap.nominated(scored(stage))
    except Unsatisfiable as clash:
        names = composition.called(clash.rules, stage.edition)
        rules = [composition.sentence(rule, names=names) for rule in clash.rules]
        return [lacking(sums.clash(clash.as_json(), named=rules))]
    except Gap as gap:
        told, stages = gap.as_json(), dict(stage.edition.stages.values_list("key", "name"))
        about = (told["proposal"],) if told.get("proposal") else ()
        return [lacking(sums.sentence(told, stages=stages), place=Where.NOWHERE, codes=about)]
    return []


def lacking(sentence, *, place=Where.RULES, codes=()):
    """What only those who planned the edition can put right."""
    return Missing(sentence, by=(Role.MINISTRY_ADMIN,), place=place, codes=codes)


def freeze(stage):
    """Everything a recap reads: what its selection reads, and the reads behind each score, which say how sure it is."""
    bodies = Snapshot.objects.filter(stage__in=[row.source for row in sources(stage)])
    snapshots = dict(bodies.values_list("stage__key", "body"))
    return {
        **scored(stage),
        "readings": {
            row.source.key: readings(json.loads(snapshots[row.source.key])) if row.source.key in snapshots else []
            for row in sources(stage)
        },
    }


def scored(stage):
    """Everything a selection reads: scores that count and their weights, traits, places, rules, untrue claims."""
    counted = [row.source for row in sources(stage)]
    scores = {
        (standing.stage_id, standing.proposal_id): standing for standing in Standing.objects.filter(stage__in=counted)
    }

    by_means = set(
        Decision.objects.filter(stage__in=counted, listing=Decision.Listing.PLAIN).values_list("stage", flat=True)
    )

    def in_each(entrant, name):
        found = {source.key: scores.get((source.pk, entrant.proposal_id)) for source in counted}
        values = {
            # Where the plain means count, they are what is joined.
            key: standing.particulars["plain"]["score"]
            if name == "score" and standing and standing.stage_id in by_means
            else getattr(standing, name, None)
            for key, standing in found.items()
        }
        return {key: None if value is None else str(value) for key, value in values.items()}

    return {
        "seed": stage.edition.lot_seed,
        "groups": composition.groups(stage),
        "quotas": composition.places(stage),
        "rules": composition.frozen(stage),
        "unconfirmed": unconfirmed(stage),
        "sources": [{"stage": row.source.key, "weight": str(row.weight)} for row in sources(stage)],
        "entrants": [
            {
                "proposal": entrant.proposal.code,
                "traits": entrant.proposal.traits,
                "scores": in_each(entrant, "score"),
                "raw": in_each(entrant, "raw_score"),
            }
            for entrant in Entrant.objects.standing(stage)
        ],
    }


def unconfirmed(stage):
    """The codes of those of whom an earlier stage of the edition found a claim untrue."""
    found = Standing.objects.filter(
        stage__edition=stage.edition_id,
        stage__position__lt=stage.position,
        stage__skipped_at=None,
        particulars__holds=False,
    )
    return list(found.order_by("proposal__code").values_list("proposal__code", flat=True))
