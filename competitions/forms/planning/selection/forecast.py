"""The boxes for how many proposals may be expected, beside the rules of composition of a stage."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from competitions.forms.planning.rows import PlanForm, whole
from competitions.reading.feasibility import FORECAST

PREFIX = "perkiraan"


class ForecastForm(PlanForm):
    """A box for each category, group and kind of agency; they start from the pool, and an empty one says nothing."""

    def __init__(self, data, *, names, pool):
        sent = data if data is not None and any(name.startswith(f"{PREFIX}-") for name in data) else None
        super().__init__(sent, prefix=PREFIX)
        self.keys = {}
        for dimension in FORECAST:
            known = [value for one, value in names if one == dimension]
            numbers = pool.numbers(dimension) if pool else {}
            for position, value in enumerate(known):
                name = f"{dimension}-{position}"
                self.fields[name] = whole(capfirst(names[dimension, value]), "", is_optional=True)
                self.fields[name].widget.attrs.pop("maxlength", None)
                self.initial[name] = numbers.get(value, 0) if pool else None
                self.keys[name] = (str(dimension), value)

    @property
    def sets(self):
        """The boxes, dimension by dimension, each with its heading."""
        titles = dict(
            zip(FORECAST, (_("Menurut kategori"), _("Menurut kelompok"), _("Menurut jenis instansi")), strict=True)
        )
        return [
            (title, [self[name] for name, (known, _value) in self.keys.items() if known == dimension])
            for dimension, title in titles.items()
        ]

    def numbers(self):
        """What was typed, where it differs from what the boxes started with; None where it does not."""
        if not self.is_bound or not self.is_valid():
            return None
        typed = {name: self.cleaned_data[name] for name in self.keys}
        if typed == {name: self.initial[name] for name in self.keys}:
            return None
        return {self.keys[name]: number for name, number in typed.items() if number is not None}
