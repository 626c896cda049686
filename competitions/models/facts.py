"""What facts have in common: who did it and when."""

from django.db.models import Q


def together(moment, person):
    """Who and when are known together or not at all."""
    return Q(**{f"{moment}__isnull": True, f"{person}__isnull": True}) | Q(
        **{f"{moment}__isnull": False, f"{person}__isnull": False}
    )
