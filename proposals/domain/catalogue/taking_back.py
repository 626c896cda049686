"""What another programme sent is taken back by two people: no list has its innovations, their pages say so."""

from django.db import transaction
from django.db.models import Count

from accounts.domain import events
from accounts.domain.stamps import fingerprint
from accounts.rules import motions as motion_rules
from accounts.rules import refuse
from proposals.domain.catalogue import partner_news
from proposals.domain.catalogue.earlier_years import one_at_a_time
from proposals.models import Replication, SheetRow, WinnerList
from proposals.rules import imports as rules


def refusal(listed, *, office):
    """Why a sheet may not be taken back."""
    return rules.taking_back_refusal(
        office, is_taken_over=listed.taken_over_at is not None, is_taken_back=listed.taken_back_at is not None
    )


def described(listed, inputs):
    """What exactly is decided: which innovations go, what stands on them, and how many rows were left out for them."""
    return {
        "file": listed.name,
        "programme": listed.programme.name,
        "reason": listed.reason,
        "innovations": listed.entries.filter(ended_at=None).count(),
        "replications": Replication.objects.standing().filter(entry__winner_list=listed).count(),
        "left_out": sum(one["rows"] for one in left_out_for(listed)),
    }


def left_out_for(listed):
    """The other sheets of which rows were left out because the catalogue had them from this one, the last first; one
    query: [{"listed", "listed__name", "rows"}, ...].
    """
    rows = SheetRow.objects.filter(entry__winner_list=listed, entry__programme__isnull=False).exclude(listed=listed)
    found = rows.order_by("-listed").values("listed", "listed__name").annotate(rows=Count("pk"))
    return list(found)


def stamp(listed):
    """The stamp of what the page says would be taken back."""
    return fingerprint(described(listed, {}))


@transaction.atomic
def take_back(listed, *, motion, by, at):
    """End every innovation of a sheet with the reason of the motion; returns the sheet. One event tells of all of it.

    The sheet may come again, mended: nothing is held against what was taken back.
    """
    refuse(motion_rules.carrying_refusal(motion))
    listed = WinnerList.objects.locked(listed.pk)
    # Whoever takes another list in at this moment counts on what the catalogue has.
    one_at_a_time()
    refuse(refusal(listed, office=by))
    count = listed.entries.filter(ended_at=None).update(ended_at=at, ended_reason=motion.reason)
    listed.taken_back_at, listed.taken_back_by, listed.taken_back_reason = at, by, motion.reason
    listed.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_reason"])
    partner_news.of_list_taken_back(listed, count, at=at)
    told = {"file": listed.name, "programme": listed.programme.name, "count": count, "reason": motion.reason}
    events.record("import.taken_back", on=listed, by=by, at=at, motion=motion.pk, **told)
    return listed
