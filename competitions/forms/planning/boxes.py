"""Boxes that several parts of a plan share: shares of a hundred, sizes of files, kinds of files, one of the groups."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.files.kinds import KINDS
from accounts.files.sizes import MEBIBYTE
from accounts.templatetags.numbers import rounded

LARGEST_MEBIBYTES = 20
EVERYBODY = _("Semua kelompok")


class WholeSentences:
    """A box whose sentences are whole, and name it as people called it: a percent sign in them is a percent sign."""

    def clean(self, value):
        """The value; nothing is put into the sentence that says what is wrong with it."""
        try:
            return super().clean(value)
        except ValidationError as error:
            own = self.error_messages
            raise ValidationError(
                [
                    ValidationError(one.message, one.code, None if one.code in own else one.params)
                    for one in error.error_list
                ]
            ) from None


class TextBox(WholeSentences, forms.CharField):
    """A box for text."""


class WholeBox(WholeSentences, forms.IntegerField):
    """A box for a whole number."""


class DecimalBox(WholeSentences, forms.DecimalField):
    """A box for a number that people write with a comma; a point is read as well."""

    def to_python(self, value):
        """The number, whichever sign stands before its fraction."""
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value):
        """The number as it stands in the box: without zeros that say nothing, with a comma."""
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


def decimal(label, required, *, called=None, hint="", least, most, places=2):
    """A box for a number from `least` to `most`; `called` is what sentences call it, its label else."""
    names = {"label": called or label, "least": least.replace(".", ","), "most": most, "places": places}
    wrong = _("%(label)s harus angka dari %(least)s sampai %(most)s") % names
    finer = _("%(label)s paling banyak %(places)d angka di belakang koma") % names
    return DecimalBox(
        label=label,
        help_text=hint,
        min_value=Decimal(least),
        max_value=Decimal(most),
        decimal_places=places,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "short"}),
        error_messages={
            "required": required,
            "invalid": wrong,
            "min_value": wrong,
            "max_value": wrong,
            "max_decimal_places": finer,
        },
    )


def weight(hint=""):
    """A box for a share of a hundred."""
    return decimal(
        _("Bobot (%)"),
        _("Isi bobot; 0 bila tidak dinilai"),
        called=_("Bobot"),
        hint=hint,
        least="0",
        most="100",
    )


def size(label):
    """A box for how large one file may be, in MB as people count them."""
    return decimal(
        label, _("Isi ukuran berkas paling besar"), least="0.01", most=str(LARGEST_MEBIBYTES), hint=_("Dalam MB")
    )


def in_mebibytes(number):
    """A size in bytes as the box shows it."""
    return rounded(Decimal(number) / MEBIBYTE, 2)


def in_bytes(number, standing=None):
    """A size from its box in bytes; what stands there is kept to the byte where the box shows the same."""
    if standing is not None and in_mebibytes(standing) == number:
        return standing
    return int(number * MEBIBYTE)


def kinds(label):
    """Boxes for the kinds of files that may be handed in."""
    return forms.MultipleChoiceField(
        label=label,
        choices=[(kind.key, kind.label) for kind in KINDS.values()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Pilih paling sedikit satu jenis berkas"),
            "invalid_choice": _("Pilih jenis berkas dari daftar"),
        },
    )


def choice(label, choices, required, *, hint=""):
    """A list to choose one from."""
    return forms.ChoiceField(
        label=label, choices=choices, help_text=hint, error_messages={"required": required, "invalid_choice": required}
    )


class GroupBox(forms.ChoiceField):
    """Which group a thing is for: all of them, or one; the form that shows it says which there are."""

    def __init__(self, label, **options):
        super().__init__(label=label, required=False, **options)

    def among(self, groups):
        """Offer the groups of a plan."""
        self.choices = [("", EVERYBODY), *((group.key, group.name) for group in groups)]

    def validate(self, value):
        """A group of the plan, or none."""
        if value and not self.valid_value(value):
            raise ValidationError(_now("Kelompok ini tidak ada lagi. Pilih kelompok dari daftar"))

    def clean(self, value):
        """The key of the group, None for all of them."""
        return super().clean(value) or None
