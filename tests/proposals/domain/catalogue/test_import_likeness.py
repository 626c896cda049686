"""How alike all pairs of titles are, beside what the database says of each."""

import random

import pytest
from django.db import connection

from proposals.domain.catalogue import import_likeness
from proposals.domain.catalogue.candidates import ALIKE, INSIDE
from tests.proposals.domain.catalogue.test_import_matching import WORDS

pytestmark = pytest.mark.django_db


def asked(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def trigrams(titles):
    return [one for (one,) in asked("SELECT show_trgm(title) FROM unnest(%s::text[]) title", titles)]


@pytest.mark.parametrize("at_once", [1, 30, 2_000_000])
def test_the_likest_is_what_the_database_says_and_nothing_that_stands_inside_is_lost(monkeypatch, at_once):
    monkeypatch.setattr(import_likeness, "PAIRS_AT_ONCE", at_once)
    draw = random.Random(7)
    rows, held = (
        [*("", "!", "Ünïcode 3T"), *(" ".join(draw.choices(WORDS, k=draw.randint(1, 6))) for _one in range(40))]
        for _side in range(2)
    )
    found = import_likeness.likest(trigrams(rows), trigrams(held), alike=ALIKE, inside=INSIDE)
    for row, title in enumerate(rows):
        told = asked(
            """
            SELECT similarity(held, %s),
                strict_word_similarity(held, %s) >= %s OR strict_word_similarity(%s, held) >= %s
            FROM unnest(%s::text[]) WITH ORDINALITY AS one(held, place) ORDER BY place
            """,
            *(title, title, INSIDE, title, INSIDE, held),
        )
        most = max(likeness for likeness, _inside in told)
        assert found.likeness[row] == most
        assert found.places[row] == next(place for place, (likeness, _in) in enumerate(told) if likeness == most)
        if most < ALIKE:
            inside = {(row, place) for place, (_likeness, is_inside) in enumerate(told) if is_inside}
            assert inside <= set(found.inside)
