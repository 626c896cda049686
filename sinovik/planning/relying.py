"""How much hangs on the things of a plan: counted here, where proposals and scorecards are known."""

from django.db.models import BooleanField, Count, F, Func, IntegerField, Q, Value
from django.db.models.functions import Cast
from django.db.models.lookups import GreaterThan

from judging.models import Entrant, PactSignature, Scorecard
from proposals.models import Attachment, Proposal, SectionVersion

# Whether any of the answers of a version has a word.
HAS_WORDS = Func(
    F("words"),
    function="jsonb_path_exists",
    template="%(function)s(%(expressions)s, '$.* ? (@ > 0)')",
    output_field=BooleanField(),
)


def counts(edition, things):
    """How much hangs on each thing, by the thing; a statement for each part that is asked about."""
    found = {}
    for part, count in COUNTED.items():
        if asked := [thing for thing in things if thing[0] == part]:
            found |= count(edition, asked)
    return found


def by_key(rows, path, of="pk"):
    """The rows under each key."""

    def count(edition, things):
        mine = rows(edition).filter(**{f"{path}__in": [thing[1] for thing in things]})
        told = mine.order_by(path).values_list(path).annotate(count=Count(of, distinct=True))
        return {(things[0][0], key): number for key, number in told}

    return count


def answered(edition, things):
    """The proposals that wrote something under a section or a question; a text of blanks says nothing."""
    versions = SectionVersion.objects.current().filter(proposal__edition=edition)
    written = {f"n{index}": Count("pk", filter=said(thing)) for index, thing in enumerate(things)}
    told = versions.aggregate(**written)
    return {thing: told[f"n{index}"] for index, thing in enumerate(things)}


def said(thing):
    """The versions in which something stands under a section, or under one of its questions."""
    _part, section, *question = thing
    here = Q(section__key=section)
    if not question:
        return here & Q(HAS_WORDS)
    words = Func(F("words"), Value(question[0]), function="jsonb_extract_path_text")
    return here & Q(GreaterThan(Cast(words, IntegerField()), 0))


def begun_by(edition, things):
    """How many proposals each of these agencies has begun in the group that it was invited to."""
    mine = Proposal.objects.filter(edition=edition, agency__name__in=[agency for _part, _group, agency in things])
    counts = mine.order_by("group__key").values_list("group__key", "agency__name").annotate(count=Count("pk"))
    found = {(group, agency): count for group, agency, count in counts}
    return {thing: found.get(thing[1:], 0) for thing in things}


def signed(edition, things):
    """The judges who signed the pact as it stands."""
    return dict.fromkeys(things, PactSignature.objects.filter(edition=edition, text=edition.pact).count())


COUNTED = {
    "head": signed,
    "groups": by_key(lambda edition: Proposal.objects.filter(edition=edition), "group__key"),
    "invited": begun_by,
    "categories": by_key(lambda edition: Proposal.objects.filter(edition=edition), "category__key"),
    "sections": answered,
    "requirements": by_key(
        lambda edition: Attachment.objects.filter(proposal__edition=edition), "requirement__key", "proposal"
    ),
    "rubrics": by_key(
        lambda edition: Scorecard.objects.filter(assignment__stage__edition=edition),
        "assignment__stage__rubric__key",
    ),
    "stages": by_key(lambda edition: Entrant.objects.filter(stage__edition=edition), "stage__key"),
}
