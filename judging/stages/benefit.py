"""Public benefit rating: citizens who confirmed an address rate each innovation by the rubric, once, changeable.

Nobody is eliminated here: the scores go into the recap of the last stage. Ratings that come together from one network
or one mail domain are held, and two people let them in or leave them out before the stage may close.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Role
from competitions.domain import composition
from judging.domain import rating, work
from judging.domain.missing import Missing, Where
from judging.models import BatchDecision, Entrant, Rating

SUM = "ratings"
WORK = None
COLUMNS = (
    work.Column(
        gettext_lazy("Penilaian masyarakat"),
        plain=lambda row: row.n_ratings,
        figures=lambda stage: {"n_ratings": work.number(work.of_the_same(Rating))},
        is_number=True,
    ),
)
COUNTS = {"n_ratings": work.Count(gettext_lazy("penilaian masyarakat"), lambda: work.standing(Rating.objects.all()))}
DRAW = None
FIGURE = None


def ties(stage):
    """Of two equal scores, the one that more people gave."""
    return (_("jumlah penilaian"),)


def assign(stage, *, at, only=None):
    """Citizens come by themselves."""


def missing(stage):
    """The batches that are held and that nobody decided on."""
    count = len(rating.held_in(stage).undecided)
    if not count:
        return []
    sentence = ngettext(
        "%(count)d kiriman penilaian tertahan belum diputuskan.",
        "%(count)d kiriman penilaian tertahan belum diputuskan.",
        count,
    )
    return [Missing(sentence % {"count": count}, by=(Role.MINISTRY_ADMIN,), place=Where.HELD)]


def freeze(stage):
    """Every rating with its moment and its source under a label, the limits, and what was decided about batches."""
    rows = list(Rating.objects.standing(stage).select_related("proposal"))
    own = rating.limits(stage)
    labels = {
        BatchDecision.Sort.NETWORK: labelled("N", {row.network for row in rows}),
        BatchDecision.Sort.DOMAIN: labelled("D", {row.domain for row in rows}),
    }
    networks, domains = labels.values()
    return {
        "seed": stage.edition.lot_seed,
        "groups": composition.groups(stage),
        "pull": stage.arranged.pull,
        "limits": {
            "span": own.span,
            "network": own.network,
            "domain": own.domain,
            "provider": own.provider,
            "providers": sorted(domains[name] for name in own.providers if name in domains),
        },
        "entrants": [
            {"proposal": one.proposal.code, "traits": one.proposal.traits} for one in Entrant.objects.standing(stage)
        ],
        "ratings": [
            {
                "id": str(row.pk),
                "proposal": row.proposal.code,
                "total": str(row.total),
                "at": rating.seconds(row.rated_at),
                "network": networks.get(row.network, ""),
                "domain": domains.get(row.domain, ""),
            }
            for row in rows
        ],
        "decided": [
            {
                "source": sort,
                "name": labels[sort][name],
                "since": since,
                "until": until,
                "let_in": one.is_let_in,
                "besides_since": one.besides_since and rating.seconds(one.besides_since),
                "besides_until": one.besides_until and rating.seconds(one.besides_until),
            }
            for (sort, name, since, until), one in rating.decisions(stage).items()
            if name in labels[sort]
        ],
    }


def labelled(letter, names):
    """A label for each name: a snapshot tells sources apart and names none."""
    return {name: f"{letter}{number}" for number, name in enumerate(sorted(names - {""}), start=1)}
