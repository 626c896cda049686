"""Agencies that a plan names, read as everywhere in the portal: in any case, by a former name, or by a part of one."""

from collections.abc import Collection, Iterable

from django import forms
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.forms.places import AgencyField
from accounts.models import Agency

HINT = _("Nama lengkap, nama sebelumnya, atau bagian nama yang hanya dimiliki satu instansi")


def named(typed: str, *, standing: Collection[str] = ()) -> str:
    """The name of the agency that was typed, as the register has it; "" for nothing.

    What the plan says already stays as it is: an edition goes on naming an agency as it was called in its time.
    """
    if typed in standing:
        return typed
    agency = AgencyField().clean(typed)
    return agency.name if agency else ""


def all_named(typed: Iterable[str], *, standing: Collection[str] = ()) -> tuple[str, ...]:
    """The same of many, each once; whole names are looked up together. Everything that is not understood is said."""
    wanted = [" ".join(line.split()) for line in typed if line.strip()]
    borne = Agency.objects.filter(merged_into=None).annotate(folded=Lower("name"))
    known = dict(borne.filter(folded__in=[one.lower() for one in wanted]).values_list("folded", "name"))
    names, wrong = [], []
    for one in wanted:
        try:
            names.append(one if one in standing else known.get(one.lower()) or named(one))
        except forms.ValidationError as unknown:
            wrong += unknown.error_list
    if wrong:
        raise forms.ValidationError(wrong)
    return tuple(dict.fromkeys(names))
