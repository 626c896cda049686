"""An edition's plan as a file that people can read, compare and carry to another portal: JSON, and back.

Everything that is wrong with a file is listed; a file that is not whole gives nothing.
"""

import json
import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum

from cattrs import Converter, transform_error
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from accounts.files.sizes import MEBIBYTE
from accounts.rules import Refused
from competitions import rules
from competitions.domain.blueprint import Plan
from competitions.domain.checking.columns import is_number
from competitions.kinds import defaults

# What the file calls itself, so that no other JSON is taken for a plan.
FORMAT = "sinovik-plan-1"
TIE_CRITERION = "tie_criterion"
LARGEST = MEBIBYTE
# Sentences that a page lists at once.
MOST_SENTENCES = 50
LENGTH = re.compile(r"P(?P<days>\d{1,4})D(?:T(?P<hours>\d{1,2})H(?:(?P<minutes>\d{1,2})M)?)?", re.ASCII)


def written(plan: Plan) -> str:
    """The plan as the text of a file: sorted as in the plan, moments in the portal's zone, decimals as they stand."""
    return json.dumps({"format": FORMAT, **CONVERTER.unstructure(plan)}, ensure_ascii=False, indent=2) + "\n"


def read(content: bytes) -> Plan:
    """The plan in a file. Refused with a sentence for everything that is not understood; checks nothing else."""
    value = loaded(content)
    if not isinstance(value, dict) or value.pop("format", None) != FORMAT:
        raise Refused(rules.FILE_NOT_A_PLAN)
    _let_stages_decide(value.get("blueprint"))
    return structured(value, Plan)


def _let_stages_decide(blueprint: object) -> None:
    """In files of earlier days the rubric says which criterion decides between equal scores; now its stages do."""
    if not isinstance(blueprint, dict):
        return
    deciding = {}
    for rubric in _things(blueprint, "rubrics"):
        for criterion in _things(rubric, "criteria"):
            if criterion.pop("breaks_ties", False) is True:
                deciding[str(rubric.get("key"))] = criterion.get("key")
    for stage in _things(blueprint, "stages"):
        told, rubric = stage.get("settings"), str(stage.get("rubric"))
        if rubric in deciding and isinstance(told, dict) and understands(stage.get("kind"), TIE_CRITERION):
            told.setdefault(TIE_CRITERION, deciding[rubric])


def understands(kind: object, setting: str) -> bool:
    """Whether a kind of stage, as a file names it, has a setting."""
    return isinstance(kind, str) and setting in defaults(kind)


def _things(value: dict, name: str) -> list[dict]:
    """The things in a list of a file, whatever else stands there."""
    found = value.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def loaded(content: bytes) -> object:
    """The JSON value in the bytes of a file."""
    if len(content) > LARGEST:
        raise Refused(rules.FILE_TOO_LARGE)
    try:
        value = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
        # Half of a pair of UTF-16 can be escaped in JSON, and neither kept nor shown.
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeDecodeError:
        raise Refused(rules.FILE_NOT_IN_UTF_8 if is_otherwise_json(content) else rules.FILE_NOT_READABLE) from None
    except (ValueError, RecursionError):
        raise Refused(rules.FILE_NOT_READABLE) from None
    return value


def is_otherwise_json(content: bytes) -> bool:
    """Whether the bytes would be JSON in the encoding of older programs: saved anew, the file can be read."""
    try:
        json.loads(content.decode("cp1252"))
    except (ValueError, RecursionError):
        return False
    return True


def structured(value: object, shape):
    """A value of the plan from its JSON value. Refused with a sentence for everything that is not understood."""
    try:
        return CONVERTER.structure(value, shape)
    except (ClassValidationError, IterableValidationError) as error:
        said = transform_error(error, path="", format_exception=_why)
        raise Refused(rules.FILE_NOT_UNDERSTOOD, [_at(one) for one in said[:MOST_SENTENCES]]) from None


def unstructured(value: object):
    """The JSON value of a value of the plan."""
    return CONVERTER.unstructure(value)


def _no_number(name):
    raise ValueError(name)


class Misread(ValueError):
    """A value is not of the sort that stands at its place; says of which."""


def _why(error: Exception, _type) -> str:
    """Why one value is not understood, in words."""
    if isinstance(error, Misread):
        return str(error)
    if isinstance(error, KeyError):
        return _("“%(name)s” tidak ada") % {"name": error.args[0]}
    if isinstance(error, ForbiddenExtraKeysError):
        names = ", ".join(sorted(map(str, error.extra_fields)))
        return _("nama tidak dikenal: %(names)s") % {"names": names}
    return _("bukan nilai yang dapat dibaca")


def _at(said: str) -> str:
    """A sentence with its place in the file before it: "blueprint.stages[2].places: …"."""
    why, _sign, place = said.rpartition(" @ ")
    return f"{place.lstrip('.') or FORMAT}: {why}."


def _exactly(kind: type, what):
    """A reader that takes values of one kind only: "5" is no number."""

    def structure(value, _type):
        if type(value) is not kind:
            raise Misread(str(what()))
        return value

    return structure


def _decimal(value, _type):
    if isinstance(value, str | int) and not isinstance(value, bool):
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        if is_number(number):
            return number
    raise Misread(_('bukan angka; tulis misalnya "12.5"'))


def _moment(value, _type):
    try:
        moment = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or timezone.is_naive(moment):
        raise Misread(_("bukan waktu dengan zonanya; tulis misalnya 2027-01-04T08:00:00+07:00"))
    return moment


def _length(value, _type):
    found = LENGTH.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise Misread(_("bukan lama waktu; tulis misalnya P10D atau P10DT8H"))
    return timedelta(**{name: int(number) for name, number in found.groupdict().items() if number})


def _said_length(value: timedelta) -> str:
    """A length of time as the file writes it, to the minute."""
    hours, minutes = divmod(value.seconds // 60, 60)
    return f"P{value.days}D" + (f"T{hours}H" + (f"{minutes}M" if minutes else "") if hours or minutes else "")


def _said_decimal(value: Decimal) -> str:
    """A decimal without zeros that say nothing."""
    return f"{value.normalize():f}"


def _settings(value, _type):
    if not isinstance(value, dict):
        raise Misread(_("bukan pasangan nama dan nilai"))
    return value


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    for kind, what in (
        (str, lambda: _("bukan teks")),
        (int, lambda: _("bukan bilangan bulat")),
        (bool, lambda: _("bukan true atau false")),
    ):
        converter.register_structure_hook(kind, _exactly(kind, what))
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_unstructure_hook(Decimal, _said_decimal)
    converter.register_structure_hook(datetime, _moment)
    converter.register_unstructure_hook(datetime, lambda value: timezone.localtime(value).isoformat())
    converter.register_structure_hook(timedelta, _length)
    converter.register_unstructure_hook(timedelta, _said_length)
    converter.register_structure_hook(dict, _settings)
    converter.register_unstructure_hook(Enum, lambda value: value.value)
    # A kind, method or dimension is a word; whether it is known is said by the check of the plan.
    converter.register_structure_hook_func(_is_word, _exactly(str, lambda: _("bukan teks")))
    converter.register_unstructure_hook_func(_is_word, str)
    return converter


def _is_word(shape) -> bool:
    """Whether a field holds one of an enumeration's words, or any other."""
    return (
        getattr(shape, "__args__", None) is not None
        and str in shape.__args__
        and len(shape.__args__) == 2
        and (any(isinstance(one, type) and issubclass(one, Enum) for one in shape.__args__))
    )


CONVERTER = _converter()
