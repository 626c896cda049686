"""What resembles a dossier: in its edition, in the catalogue, and among what its agency sent before.

Titles are held together by their trigrams, texts by the runs of words they share. People are shown what is found.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, FloatField, Func, IntegerField, OuterRef, Q, Value
from django.db.models.functions import Cast, Coalesce, JSONObject

from accounts.arithmetic import likeness
from competitions.models import Question
from proposals.models import CatalogueEntry, Proposal, SectionVersion, Sketch, in_contest
from proposals.models.proposal import UNSENT

# From so much on, people are shown a pair; to be tuned on pairs that people have judged.
TITLES = 0.6
SHARED = 0.3
STRONG = 0.8
# So much of the weight of the words, too; what stands in both is then weighed by how rare it is.
CLOSE = 0.45
# Fewer runs than these say nothing.
LEAST_RUNS = 8
# So many of each kind are shown at most.
MOST = 10
# So many texts are sketched in one turn.
A_TURN = 500


class Shared(Func):
    """How many numbers two arrays have in common."""

    template = "cardinality(ARRAY(SELECT unnest(%(expressions)s)))"
    arg_joiner = ") INTERSECT SELECT unnest("
    output_field = IntegerField()


@dataclass(frozen=True)
class Alike:
    """Something that resembles a dossier: a proposal or an entry, how alike the titles are, which share of its runs
    the other one has, too.
    """

    title: float
    shared: float
    proposal: Proposal | None = None
    entry: CatalogueEntry | None = None

    @property
    def is_strong(self):
        """Whether nearly everything is there as well."""
        return self.shared >= STRONG

    @property
    def key(self):
        """What tells it from others."""
        return (self.proposal.pk if self.proposal else None, self.entry.pk if self.entry else None)


def texts_of(proposal_ids):
    """The answers of dossiers as they stand, one text each, by proposal; one query.

    What an answer has of its question, hint or example is everybody's, and left out.
    """
    told = defaultdict(list)
    versions = SectionVersion.objects.current().of_the_group().filter(proposal__in=proposal_ids)
    asked = Question.objects.filter(section=OuterRef("section")).values(
        one=JSONObject(key="key", prompt="prompt", hint="hint", example="example")
    )
    rows = versions.order_by("proposal", "section__position").values_list("proposal", "texts", ArraySubquery(asked))
    for proposal, texts, questions in rows:
        templates = {one.pop("key"): tuple(one.values()) for one in questions}
        told[proposal].extend(likeness.without(text, templates.get(key, ())) for key, text in texts.items())
    return {proposal: "\n".join(texts) for proposal, texts in told.items()}


def text_of(entry):
    """What the catalogue says of an innovation, one text."""
    return "\n".join([entry.summary, *(section["text"] for section in entry.sections)])


def alike(proposal):
    """What resembles a dossier, the most alike first: `Alike`s; five queries at most."""
    runs = likeness.sketch([texts_of([proposal.pk]).get(proposal.pk, "")])
    return found(proposal, runs)


def measured(proposal, runs, *, proposals=(), entries_=()):
    """`Alike`s of these proposals and entries, as far as the dossier is held against them; two queries at most."""
    there = []
    for field, rows, wanted in (("proposal", others(proposal), proposals), ("entry", entries(proposal), entries_)):
        if not wanted:
            continue
        shared = Coalesce(Shared(F("sketch__runs"), Value(runs, output_field=Sketch._meta.get_field("runs"))), 0)
        known = rows.filter(pk__in=wanted).annotate(title_likeness=TrigramSimilarity("title", proposal.title))
        there += [
            Alike(row.title_likeness, row.n_shared / len(runs) if runs else 0.0, **{field: row})
            for row in known.annotate(n_shared=shared if runs else Value(0)).order_by("pk")
        ]
    return there


def found(proposal, runs):
    """The same for a dossier whose runs are known; four queries at most."""
    there = {}
    for field, rows in (("proposal", others(proposal)), ("entry", entries(proposal))):
        for queryset in near(rows, proposal.title, runs):
            for row in queryset.order_by("-closeness", "pk")[:MOST]:
                one = Alike(row.title_likeness, row.n_shared / len(runs) if runs else 0.0, **{field: row})
                there.setdefault(one.key, one)
    return sorted(there.values(), key=lambda one: (-max(one.title, one.shared), str(one.key)))


def near(rows, title, runs):
    """Those of proposals or entries with a title or with runs much like these: one queryset each.

    An empty title, or too few runs, are like nothing.
    """
    measured = rows.annotate(title_likeness=TrigramSimilarity("title", title))
    shared = Value(0)
    if is_telling := len(runs) >= LEAST_RUNS:
        shared = Shared(F("sketch__runs"), Value(runs, output_field=Sketch._meta.get_field("runs")))
    if title:
        # The index finds those that are somewhat alike.
        titled = measured.filter(title__trigram_similar=title, title_likeness__gte=TITLES)
        yield titled.annotate(n_shared=Coalesce(shared, 0), closeness=F("title_likeness"))
    if is_telling:
        # The index finds those with some run in common, of them is counted how many.
        yield (
            measured.annotate(n_shared=shared)
            .filter(sketch__runs__overlap=runs, n_shared__gte=SHARED * len(runs))
            .annotate(closeness=Cast(F("n_shared"), FloatField()))
        )


def others(proposal):
    """The dossiers that one is held against: those sent in its edition, and its agency's of any year."""
    own = Q(agency=proposal.agency_id) & (in_contest() | Q(edition=proposal.edition_id, status__in=UNSENT))
    rows = Proposal.objects.filter(Q(edition=proposal.edition_id) & in_contest() | own, deleted_at=None)
    if not proposal.edition.is_example:
        rows = rows.filter(edition__is_example=False)
    return rows.exclude(pk=proposal.pk).select_related("edition", "agency")


def entries(proposal):
    """The entries of the catalogue that a dossier is held against; not its own, nor those it names as its origin."""
    rows = CatalogueEntry.objects.standing().exclude(proposal=proposal.pk).exclude(named_by__proposal=proposal.pk)
    return rows if proposal.edition.is_example else rows.filter(is_example=False)


def sketch_missing(*, at):
    """Sketch what was sent or published and has no sketch yet, or has changed since; safe to run twice.

    Returns how many were sketched.
    """
    sent = Proposal.objects.in_contest().filter(Q(sketch=None) | Q(sketch__made_at__lt=F("changed_at")))
    proposals = list(sent.order_by("pk").values_list("pk", flat=True)[:A_TURN])
    texts = texts_of(proposals)
    published = list(CatalogueEntry.objects.filter(sketch=None).order_by("pk")[: A_TURN - len(proposals)])
    rows = [Sketch(proposal_id=pk, runs=likeness.sketch([texts.get(pk, "")]), made_at=at) for pk in proposals]
    Sketch.objects.filter(proposal__in=proposals).delete()
    rows += [Sketch(entry=entry, runs=likeness.sketch([text_of(entry)]), made_at=at) for entry in published]
    Sketch.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
