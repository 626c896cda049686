"""What facts have in common: who did it and when."""

from django.db.models import Q


def together(moment, *people):
    """A moment and its people are known together or not at all."""
    fields = (moment, *people)
    return Q(**{f"{field}__isnull": True for field in fields}) | Q(**{f"{field}__isnull": False for field in fields})
