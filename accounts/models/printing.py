"""How often what the public reads has changed: by this number a kept page knows whether it still holds."""

import pgtrigger
from django.db import connection, models
from django.db.models import Max, Subquery, Sum, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.prepared import Planned

# Asked before each kept page: Django would take longer to write it than PostgreSQL to answer.
NUMBER = Planned('SELECT COALESCE(SUM(number), 0) FROM "accounts_printing"', {})
# A row that nobody holds is counted up, so that two acts never wait for each other here; where all are held, one is
# added.
COUNT_UP = """
    UPDATE accounts_printing SET number = number + 1
    WHERE id = (SELECT id FROM accounts_printing ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);
    IF NOT FOUND THEN
        INSERT INTO accounts_printing (number) VALUES (1);
    END IF;
    RETURN NULL;
"""


def reprints(operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete):
    """The trigger of a table that kept public pages show: whatever changes it, they are drawn anew.

    It belongs to the transaction of the change: taken back with it, and seen by others no sooner.
    """
    return pgtrigger.Trigger(
        name="reprints", level=pgtrigger.Statement, when=pgtrigger.After, operation=operation, func=COUNT_UP
    )


class PrintingQuerySet(models.QuerySet):
    def number(self):
        """How many changes of what the public reads there have been; one query over a handful of rows."""
        with connection.cursor() as cursor:
            cursor.execute(NUMBER, [])
            return int(cursor.fetchone()[0])

    def moment(self):
        """When the last of those changes was; None before the first."""
        return self.aggregate(moment=Max("changed_at"))["moment"]


def number_beside():
    """The same number beside the rows of another question, as a subquery."""
    return Subquery(Printing.objects.values(all=Value(1)).annotate(sum=Sum("number")).values("sum"))


class Printing(models.Model):
    """A part of that count; the parts together are the number."""

    number = models.BigIntegerField(_("jumlah perubahan"), default=0)
    changed_at = models.DateTimeField(_("terakhir berubah"), db_default=Now())

    objects = PrintingQuerySet.as_manager()

    class Meta:
        verbose_name = _("cetakan halaman umum")
        verbose_name_plural = _("cetakan halaman umum")
        triggers = [
            pgtrigger.Trigger(
                name="dated",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="NEW.changed_at = now(); RETURN NEW;",
            )
        ]

    def __str__(self):
        return str(self.number)
