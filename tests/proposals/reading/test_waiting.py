from datetime import timedelta

from proposals.domain import lifecycle
from proposals.reading import waiting
from tests.factories import competitions, proposals
from tests.factories.competitions import CLOSES_AT, DURING

NOW = DURING + timedelta(days=5)


def told(lines):
    return [(line.sentence, line.count, line.url, line.since, line.until) for line in lines]


def test_a_unit_sees_what_is_with_it_and_since_when(cast, edition, django_assert_num_queries):
    proposals.draft(edition, by=cast.proposer, at=DURING + timedelta(days=2))
    proposals.draft(edition, by=cast.colleague, at=DURING + timedelta(days=1))
    proposals.with_agency(edition, by=cast.proposer)
    proposals.draft(edition, by=cast.stranger)
    back = proposals.returned(edition, by=cast.proposer)
    with django_assert_num_queries(1):
        lines = waiting.for_unit(cast.proposer, NOW)
    assert told(lines) == [
        (
            "Perbaiki usulan yang dikembalikan, KIPP 2026",
            1,
            f"/usulan/?status=returned&edisi={edition.slug}",
            back.returned_at,
            CLOSES_AT,
        ),
        (
            "Lengkapi dan serahkan draf usulan, KIPP 2026",
            2,
            f"/usulan/?status=draft&edisi={edition.slug}",
            DURING + timedelta(days=1),
            CLOSES_AT,
        ),
    ]


def test_an_agency_sees_what_is_with_it_and_what_its_units_still_hold(cast, edition):
    held = proposals.with_agency(edition, by=cast.proposer)
    proposals.draft(edition, by=cast.colleague)
    lines = waiting.for_agency(cast.agency_admin, NOW)
    assert [(line.sentence, line.count) for line in lines] == [
        ("Periksa usulan, lalu ajukan atau kembalikan, KIPP 2026", 1),
        ("Ingatkan unit: draf usulan belum diserahkan, KIPP 2026", 1),
    ]
    assert lines[0].since == held.handed_over_at
    lifecycle.withdraw(held, by=cast.agency_admin, at=NOW)
    assert [line.count for line in waiting.for_agency(cast.agency_admin, NOW)] == [1]


def test_nothing_waits_in_an_edition_that_is_closed_or_not_announced(cast, edition):
    proposals.draft(edition, by=cast.proposer)
    competitions.edition(announced=False)
    assert waiting.for_unit(cast.proposer, CLOSES_AT) == []
    assert waiting.for_agency(cast.agency_admin, CLOSES_AT) == []
    assert waiting.for_agency(cast.stranger_admin, NOW) == []
