"""A count of rows that belong to each other, written once."""

from django.db.models import Count, IntegerField, Subquery
from django.db.models.functions import Coalesce


def number_by(rows, key, *, counting=None):
    """How many rows there are, as a subquery; 0 without any.

    `rows` belong to one thing, the value of their column `key`. `counting` is counted in place of the rows.
    """
    counted = rows.order_by().values(key).annotate(number=counting or Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())
