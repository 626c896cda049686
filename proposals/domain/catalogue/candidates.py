"""Whether an innovation that holds a top award is the one a proposal speaks of: offered by title, answered by people.

Titles of the same agency are held together by their trigrams, as the database counts them: as wholes, and whether one
stands word for word in the other. An innovation is often known by a short name, and its title says at one time the name
alone and at another what it stands for.
"""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import TrigramSimilarity, TrigramStrictWordSimilarity
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Greatest, JSONObject
from django.utils.translation import gettext as _

from competitions.models.award_name import TOP
from proposals.models import CatalogueAward, CatalogueEntry, EarlierAward, Proposal
from proposals.models.proposal import key_of_title

# From so much on people are asked: of two titles as wholes, and of the words of one inside the other. Measured on pairs
# in `tests/proposals/domain/test_like_titles.py`: a question too many costs a press, one too few lets in what won.
ALIKE, INSIDE = 0.4, 0.9

TOP_HERE = Q(pk__in=CatalogueAward.objects.filter(key=TOP).values("entry"))
# What another programme honours counts only where that programme says so.
TOP_ELSEWHERE = Q(programme__counts_as_top=True) & ~Q(honour="")


@dataclass(frozen=True)
class LikeWinner:
    """One awarded innovation of the agency: how alike its title is, and what was answered; None: nothing yet."""

    entry: int
    title: str
    year: int
    likeness: float
    # The words of one stand in the other, nearly word for word.
    is_inside: bool
    # The very title, but for case and blanks.
    is_same: bool
    is_own: bool | None

    @property
    def percent(self) -> int:
        """The likeness as people read it."""
        return round(100 * self.likeness)

    @property
    def holds(self) -> bool:
        """Whether its award counts as this proposal's: confirmed, or of the very title with nothing answered."""
        return self.is_same if self.is_own is None else self.is_own

    @property
    def remark(self) -> str:
        """What whoever examines the proposal should know of it, "" where it counts."""
        if self.holds:
            return ""
        names = {"title": self.title, "year": self.year, "percent": self.percent}
        if self.is_own is None:
            return _("Belum dijawab apakah ini “%(title)s” (%(year)s); judulnya %(percent)s%% mirip.") % names
        return _("Instansi menjawab bahwa ini bukan “%(title)s” (%(year)s); judulnya %(percent)s%% mirip.") % names


def rows():
    """The candidates of the proposal of an outer query, the most alike first, as JSON for `of_values`.

    What an example edition gave counts among examples alone. What was answered stays, whatever the title became.
    """
    agency = (
        Q(agency=OuterRef("agency"))
        | Q(agency_name__iexact=OuterRef("agency__name"))
        | Q(agency_name__iexact=OuterRef("agency_then"))
    )
    answers = EarlierAward.objects.filter(proposal=OuterRef(OuterRef("pk")), entry=OuterRef("pk"))
    return (
        CatalogueEntry.objects.standing()
        .filter(agency, TOP_HERE | TOP_ELSEWHERE)
        .filter(Q(is_example=False) | Q(is_example=OuterRef("edition__is_example")))
        .exclude(proposal__isnull=False, proposal=OuterRef("pk"))
        .annotate(
            inside=Greatest(
                TrigramStrictWordSimilarity(F("title"), OuterRef("title")),
                TrigramStrictWordSimilarity(OuterRef("title"), F("title")),
            ),
            likeness=TrigramSimilarity("title", OuterRef("title")),
            own_key=key_of_title("title"),
            its_key=OuterRef("title_key"),
            answer=Subquery(answers.values("is_own")),
        )
        .filter(
            Q(likeness__gte=ALIKE) | Q(inside__gte=INSIDE) | Q(own_key=OuterRef("title_key")) | Q(answer__isnull=False)
        )
        .order_by("-likeness", "pk")
        .values(
            one=JSONObject(
                entry="pk",
                title="title",
                year="year",
                likeness="likeness",
                inside="inside",
                own_key="own_key",
                its_key="its_key",
                is_own="answer",
            )
        )
    )


def of_values(values) -> tuple[LikeWinner, ...]:
    """Candidates from what `rows` gave."""
    return tuple(
        LikeWinner(
            entry=one["entry"],
            title=one["title"],
            year=one["year"],
            likeness=one["likeness"],
            is_inside=one["inside"] >= INSIDE,
            is_same=one["own_key"] == one["its_key"],
            is_own=one["is_own"],
        )
        for one in values
    )


def of(proposal) -> tuple[LikeWinner, ...]:
    """The candidates of one proposal; one query."""
    return of_values(Proposal.objects.filter(pk=proposal.pk).values_list(ArraySubquery(rows())).get()[0])
