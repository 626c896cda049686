"""What an entry of the catalogue is found and ordered by: kept beside its texts by PostgreSQL itself."""

from django.contrib.postgres.search import CombinedSearchVector, SearchVector, SearchVectorField
from django.db.models import Func, Value
from django.db.models.functions import Lower, Trim

# PostgreSQL's own stemmer: "melayani", "dilayani" and "layanan" are one word to it.
STEMMER = "indonesian"


def key_of_entry():
    """A title without quotation marks, other signs, and capitals."""
    plain = Func(Lower("title"), Value(r"[^[:alnum:]]+"), Value(" "), Value("g"), function="regexp_replace")
    return Trim(plain)


class Stories(Func):
    """The texts of the published sections, without their titles, as words to look for."""

    template = f"to_tsvector('{STEMMER}'::regconfig, jsonb_path_query_array(%(expressions)s, '$[*].text'))"
    output_field = SearchVectorField()


class Weighted(Func):
    """Words that count as much as the letter says, A the most."""

    function = "setweight"
    output_field = SearchVectorField()


def words_of_entry():
    """What an entry is found by: its title most, then who it belongs to, its summary, its story."""
    return CombinedSearchVector(
        CombinedSearchVector(
            SearchVector("title", weight="A", config=STEMMER),
            "||",
            SearchVector("agency_name", "unit_name", weight="B", config=STEMMER),
            None,
        ),
        "||",
        CombinedSearchVector(
            SearchVector("summary", weight="C", config=STEMMER),
            "||",
            Weighted(Stories("sections"), Value("D")),
            None,
        ),
        None,
    )
