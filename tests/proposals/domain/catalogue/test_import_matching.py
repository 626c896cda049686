"""What of a sheet the catalogue has is what a plain comparison of every pair of titles says."""

import random

import pytest
from django.db import connection

from proposals.domain.catalogue.candidates import ALIKE, INSIDE
from proposals.models import CatalogueEntry
from tests.proposals.domain.catalogue.test_imports import CITY, judged, row, taken_over

pytestmark = pytest.mark.django_db
WORDS = [
    "Layanan",
    "Antrean",
    "Sehat",
    "Keliling",
    "SIAP",
    "Desa",
    "e-Puskesmas",
    "Ibu",
    "dan",
    "Terapung",
    "3T",
    "Air",
]


def titles(draw, number):
    """So many titles, no two alike but for signs: of one word up to seven."""
    found = {" ".join(draw.choices(WORDS, k=draw.randint(1, 7))) for _one in range(number * 2)}
    return sorted({title.casefold(): title for title in found}.values())[:number]


def plainly(held, said):
    """What the database says of two titles without any shortcut: the likeness, and whether they resemble each other."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT similarity(%(held)s, %(said)s), similarity(%(held)s, %(said)s) >= %(alike)s
                OR strict_word_similarity(%(held)s, %(said)s) >= %(inside)s
                OR strict_word_similarity(%(said)s, %(held)s) >= %(inside)s
            """,
            {"held": held, "said": said, "alike": ALIKE, "inside": INSIDE},
        )
        return cursor.fetchone()


@pytest.mark.parametrize("seed", range(3))
def test_every_row_comes_to_what_a_plain_comparison_says(seed):
    draw = random.Random(seed)
    held = titles(draw, 14)
    taken_over(judged(*(row(title, year="2022", other="ya") for title in held)))
    said = titles(draw, 40)
    listed = judged(*(row(title, other="ya" if place % 7 == 0 else "") for place, title in enumerate(said)))
    keys = {entry.title_key: entry for entry in CatalogueEntry.objects.filter(agency_name=CITY)}
    found = set()
    for place, one in enumerate(listed.sheet_rows.select_related("entry").order_by("number")):
        compared = {title: plainly(title, one.title) for title in held}
        alike = {title: likeness for title, (likeness, is_alike) in compared.items() if is_alike}
        if one.title_key in keys:
            expected = "known", keys[one.title_key].title
        elif alike and place % 7:
            best = max(alike.values())
            expected = "alike", next(title for title in held if alike.get(title) == best)
        else:
            expected = "good", None
        told = one.outcome, one.entry and one.entry.title
        if expected[0] == "alike":
            assert (told[0], compared[told[1]][0]) == ("alike", max(alike.values()))
        else:
            assert told == expected
        found.add(one.outcome)
    assert found == {"known", "alike", "good"}
