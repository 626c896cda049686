"""A card put down with its marks and its version in one statement: it is what a judge waits for most often.

Called under the lock of the card's assignment alone, by `scoring`.
"""

from django.db import connection

# A card that is not there yet begins.
BEGUN = """
    INSERT INTO judging_scorecard (total, remark, recorded_at, number, assignment_id, locked_at)
    VALUES (%s, %s, %s, %s, %s, NULL) RETURNING id
"""
CHANGED = """
    UPDATE judging_scorecard SET total = %s, remark = %s, recorded_at = %s, number = %s, locked_at = NULL
    WHERE id = %s RETURNING id
"""
WHOLE = """
    WITH card AS ({card}), given AS (
        INSERT INTO judging_mark (scorecard_id, criterion_id, points, remark)
        SELECT card.id, told.criterion, told.points, told.remark
        FROM card, unnest(%s::bigint[], %s::integer[], %s::text[]) AS told (criterion, points, remark)
        ON CONFLICT (scorecard_id, criterion_id) DO UPDATE SET points = excluded.points, remark = excluded.remark
    )
    INSERT INTO judging_cardversion (scorecard_id, number, act, body, reason, salt, sha256, at, by_id)
    SELECT card.id, %s, %s, %s, %s, %s, %s, %s, %s FROM card RETURNING scorecard_id, id
"""


def put_down(scorecard, given, criteria, version):
    """Write an open card, its marks by criterion key, and the version that says so; all three are new or changed."""
    begun = scorecard.pk is None
    card = (scorecard.total, scorecard.remark, scorecard.recorded_at, scorecard.number)
    marks = [(criteria[key].pk, one.points, one.remark) for key, one in given.items()]
    told = (version.act, version.body, version.reason, version.salt, version.sha256, version.at, version.by_id)
    with connection.cursor() as cursor:
        cursor.execute(
            WHOLE.format(card=BEGUN if begun else CHANGED),
            [
                *card,
                scorecard.assignment_id if begun else scorecard.pk,
                *(list(column) for column in zip(*marks, strict=True)),
                version.number,
                *told,
            ],
        )
        scorecard.pk, version.pk = cursor.fetchone()
    scorecard.locked_at, version.scorecard = None, scorecard
    for row in (scorecard, version):
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 - as Django's own `save` leaves it
