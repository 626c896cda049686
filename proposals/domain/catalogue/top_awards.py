"""Which innovations hold a top award that still stands: they cannot win it once more."""

from django.db.models import Q

from competitions.models.award_name import TOP
from proposals.models import CatalogueAward, CatalogueEntry
from proposals.models.proposal import key_of_title


def won(proposal):
    """The top awards that the agency's innovation of this title holds."""
    own = Q(entry__agency=proposal.agency_id) | Q(entry__agency_name__iexact=proposal.agency_name)
    return held(proposal.edition).filter(own, title_key=proposal.title_key)


def winners(edition):
    """(title key, agency) of every catalogue entry that still holds the top award, the agency by key and by name."""
    found = set()
    rows = held(edition).values_list("title_key", "entry__agency", "entry__agency_name")
    for title, agency_id, agency_name in rows:
        found.add((title, agency_id))
        found.add((title, agency_name.casefold()))
    return found


def held(edition):
    """The top awards that still stand, with the key of their titles.

    What an example edition gave counts among examples alone.
    """
    entries = CatalogueEntry.objects.standing()
    if not edition.is_example:
        entries = entries.filter(is_example=False)
    return CatalogueAward.objects.filter(key=TOP, entry__in=entries).annotate(title_key=key_of_title("entry__title"))
