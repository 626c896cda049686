"""Files for others: their year, and their columns."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.forms.filters import Filter


class YearFilter(Filter):
    """Which year."""

    tahun = forms.ChoiceField(
        label=_("Tahun"), required=False, error_messages={"invalid_choice": _("Pilih tahun dari daftar")}
    )

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tahun"].choices = [("", _("Terakhir")), *((str(year), str(year)) for year in years)]


class ColumnsForm(forms.Form):
    """For each thing a column may hold: its place (empty: no column) and its heading."""

    use_required_attribute = False

    def __init__(self, *args, columns, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.sources = sources
        places = {source: place for place, (source, _heading) in enumerate(columns, start=1)}
        headings = dict(columns)
        for source in sources:
            label = capfirst(source.label)
            self.fields[f"urutan-{source}"] = forms.IntegerField(
                label=_("Urutan kolom %(what)s") % {"what": source.label},
                required=False,
                min_value=1,
                max_value=len(sources),
                initial=places.get(source),
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 3}),
                error_messages=dict.fromkeys(
                    ("invalid", "min_value", "max_value"),
                    _("Tulis urutan 1 sampai %(most)s, atau kosongkan") % {"most": len(sources)},
                ),
            )
            self.fields[f"judul-{source}"] = forms.CharField(
                label=_("Judul kolom %(what)s") % {"what": source.label},
                required=False,
                max_length=80,
                initial=headings.get(source, label),
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
                error_messages={"max_length": _("Judul kolom paling panjang 80 huruf")},
            )

    @property
    def rows(self):
        """(what the column holds, the box of its place, the box of its heading) for the page."""
        return [(capfirst(source.label), self[f"urutan-{source}"], self[f"judul-{source}"]) for source in self.sources]

    def clean(self):
        cleaned = super().clean()
        places = [cleaned.get(f"urutan-{source}") for source in self.sources]
        taken = [place for place in places if place]
        for source, place in zip(self.sources, places, strict=True):
            if place and taken.count(place) > 1:
                self.add_error(f"urutan-{source}", _("Urutan ini dipakai dua kolom"))
            elif place and not cleaned.get(f"judul-{source}"):
                self.add_error(f"judul-{source}", _("Isi judul kolomnya"))
        return cleaned

    @property
    def columns(self):
        """The columns as [(source, heading)] in their order."""
        chosen = [(self.cleaned_data[f"urutan-{source}"], source) for source in self.sources]
        return [
            (source, self.cleaned_data[f"judul-{source}"]) for place, source in sorted(one for one in chosen if one[0])
        ]
