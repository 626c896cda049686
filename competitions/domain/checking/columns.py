"""Whether values fit into the columns they are meant for, in words; and what is true of any list of parts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db.models import CharField, DecimalField, Field, IntegerField, SlugField, TextField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from competitions.kinds.values import is_writable

HUNDRED = Decimal(100)
# Digits before and after the point of a number that can still be summed exactly; no column holds as many.
MOST_DIGITS = 12
SLUG = re.compile(r"[-a-zA-Z0-9_]+")


class Unfinished(str):
    """A reason that a draft may stand with: something is missing, or does not add up yet; nothing is broken."""

    __slots__ = ()


def beginning(what: str, sentence: str) -> str:
    """A sentence with what it is about set before it, of the same sort."""
    return type(sentence)(f"{what}: {sentence}")


def fits(model, thing, what: str, *, groups: Mapping[str, str]) -> Iterator[str]:
    """Why a part of a plan does not fit into its row: each field in its column, its group among the plan's."""
    columns = {field.name for field in model._meta.get_fields() if isinstance(field, Field) and not field.is_relation}
    leave = {"settings"}
    yield from misfits(model, vars(thing), what, [name for name in vars(thing) if name in columns - leave])
    group = getattr(thing, "group", None)
    if group is not None and group not in groups:
        yield _("%(what)s: kelompok tidak dikenal: %(key)s.") % {"what": what, "key": group}


def misfits(model, values: Mapping, what: str, names: Iterable[str]) -> Iterator[str]:
    """Why values do not fit into the columns of a model, named as people know the columns."""
    for name in names:
        field = model._meta.get_field(name)
        if why := misfit(field, values[name]):
            said = _("%(what)s: %(field)s %(why)s.") % {"what": what, "field": field.verbose_name, "why": why}
            # An empty text can be kept until somebody writes it; a key cannot.
            is_text = isinstance(field, CharField | TextField) and not isinstance(field, SlugField)
            yield Unfinished(said) if values[name] == "" and is_text and not field.choices else said


def misfit(field: Field, value) -> str | None:
    """Why a value does not fit into a column, as the end of a sentence; None when it does."""
    if value is None or (isinstance(value, str) and not value.strip()):
        # Only a text can be empty: an empty number is none.
        fits = field.null if value is None else field.blank and isinstance(field, CharField | TextField)
        return None if fits else _("belum diisi")
    if isinstance(field, CharField | TextField):
        return unwritable(field, value)
    if isinstance(field, ArrayField) and isinstance(value, list | tuple) and not all(map(is_writable, value)):
        return _("memuat teks yang tidak dapat disimpan")
    if isinstance(field, IntegerField) and not is_whole(value):
        return _("bukan bilangan bulat")
    if isinstance(field, DecimalField) and not is_number(value):
        return _("bukan angka")
    try:
        field.clean(value, None)
    except (ValidationError, TypeError, ValueError, ArithmeticError):
        return _("di luar batas")
    return None


def unwritable(field, value) -> str | None:
    """Why a text cannot stand in a column of text."""
    if not is_writable(value):
        return _("memuat teks yang tidak dapat disimpan")
    if field.max_length and len(value) > field.max_length:
        return _("paling banyak %(longest)d huruf") % {"longest": field.max_length}
    if isinstance(field, SlugField) and not SLUG.fullmatch(value):
        return _("hanya boleh berisi huruf, angka, dan tanda hubung")
    if field.choices and value not in dict(field.flatchoices):
        return _("tidak dikenal: %(value)s") % {"value": value}
    return None


def repeated(things: Sequence, name: str, what: str) -> Iterator[str]:
    """A sentence for each value that more than one thing carries."""
    for value, times in Counter(str(getattr(thing, name)) for thing in things).items():
        if times > 1:
            yield _("%(what)s dipakai lebih dari sekali: %(value)s.") % {"what": capfirst(what), "value": value}


def percentage(weight, what: str) -> Iterator[str]:
    """A sentence unless a weight is a percentage."""
    if is_number(weight) and not 0 <= weight <= HUNDRED:
        yield _("%(what)s: bobot harus dari 0 sampai 100.") % {"what": what}


def hundred(weights: Iterable, what: str) -> Iterator[str]:
    """A sentence unless the weights sum to exactly 100."""
    weights = list(weights)
    if not all(map(is_number, weights)):
        yield _("%(what)s memuat yang bukan angka.") % {"what": what}
    elif (total := sum((Decimal(weight) for weight in weights), Decimal(0))) != HUNDRED:
        yield Unfinished(
            _("%(what)s harus berjumlah tepat 100, bukan %(total)s.")
            % {"what": what, "total": f"{total.normalize():f}"}
        )


def is_number(value) -> bool:
    """Whether a value is a finite number that can be summed exactly."""
    return is_whole(value) or (
        isinstance(value, Decimal)
        and value.is_finite()
        and value.adjusted() < MOST_DIGITS
        and value.as_tuple().exponent >= -MOST_DIGITS
    )


def is_whole(value) -> bool:
    """Whether a value is a whole number."""
    return isinstance(value, int) and not isinstance(value, bool)
