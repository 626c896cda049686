"""How acts take a row for themselves."""

from typing import ClassVar

from django.db import models


class LockingQuerySet(models.QuerySet):
    """Rows that acts lock before they look at them."""

    # What comes with the locked row, itself unlocked.
    COMES_WITH: ClassVar[tuple[str, ...]] = ()
    # Whether others may go on referring to the row meanwhile.
    NO_KEY: ClassVar[bool] = False

    def locked(self, pk):
        """The row, locked until the transaction ends."""
        rows = self.select_for_update(of=("self",), no_key=self.NO_KEY)
        return (rows.select_related(*self.COMES_WITH) if self.COMES_WITH else rows).get(pk=pk)
