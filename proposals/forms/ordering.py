"""The order of an agency's candidates: a number each, or one moved up or down."""

from django import forms
from django.utils.translation import gettext_lazy as _

PREFIX = "urutan_"
UP, DOWN = "naik", "turun"


class OrderForm(forms.Form):
    """Hands over the keys of candidates in the order that was asked for."""

    use_required_attribute = False

    def __init__(self, *args, placed, **kwargs):
        super().__init__(*args, **kwargs)
        self.keys = [one.proposal.pk for one in placed]
        for one in placed:
            self.fields[f"{PREFIX}{one.proposal.pk}"] = forms.IntegerField(
                label=_("Urutan untuk %(title)s") % {"title": one.proposal.title},
                initial=one.number,
                min_value=1,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages={
                    "required": _("Isi nomor urut"),
                    "invalid": _("Tulis nomor urut dengan angka"),
                    "min_value": _("Nomor urut mulai dari 1"),
                },
            )

    def order(self):
        """The keys in order: by the numbers, equal ones as they stand; then one moved, if a button says so."""
        numbers = {key: self.cleaned_data[f"{PREFIX}{key}"] for key in self.keys}
        order = sorted(self.keys, key=lambda key: (numbers[key], self.keys.index(key)))
        for name, step in ((UP, -1), (DOWN, 1)):
            moved = self.data.get(name, "")
            if moved.isdigit() and int(moved) in order:
                place = order.index(int(moved))
                other = min(max(place + step, 0), len(order) - 1)
                order[place], order[other] = order[other], order[place]
        return order
