"""What a visitor may ask of the public lists. The addresses carry Indonesian names."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import AgencyKind, Region
from proposals.models import CatalogueAward, CatalogueEntry

ADDRESS = {
    "words": "cari",
    "year": "tahun",
    "kind": "jenis",
    "province": "provinsi",
    "category": "kategori",
    "award": "penghargaan",
}
# How an award is called across the years; each edition gives it a name of its own.
AWARDS = {"finalist": _("Finalis"), "top": _("Terpuji"), "outstanding": _("Pencapaian istimewa")}


class SearchForm(forms.Form):
    """Free text."""

    words = forms.CharField(
        label=_("Kata kunci"),
        required=False,
        max_length=100,
        error_messages={
            "max_length": _("Kata kunci paling banyak 100 huruf"),
            "null_characters_not_allowed": _("Tulis kata kunci dengan huruf dan angka saja"),
        },
    )

    def add_prefix(self, field_name):
        return ADDRESS.get(field_name, field_name)

    def chosen(self):
        """What was asked for and understood, by field name; what was not stays out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def in_words(self):
        """What was asked for, as its reader would say it: “antrean”, 2019, Kota."""
        said = []
        for name, value in self.chosen().items():
            choices = dict(getattr(self.fields[name], "choices", ()))
            said.append(str(choices.get(value, f"“{value}”")))
        return ", ".join(said)


class CatalogueFilter(SearchForm):
    """Free text and five filters whose choices are what the catalogue holds."""

    year = forms.ChoiceField(
        label=_("Tahun"), required=False, error_messages={"invalid_choice": _("Pilih tahun dari daftar")}
    )
    kind = forms.ChoiceField(
        label=_("Jenis instansi"),
        required=False,
        error_messages={"invalid_choice": _("Pilih jenis instansi dari daftar")},
    )
    province = forms.ChoiceField(
        label=_("Provinsi"), required=False, error_messages={"invalid_choice": _("Pilih provinsi dari daftar")}
    )
    category = forms.ChoiceField(
        label=_("Kategori"), required=False, error_messages={"invalid_choice": _("Pilih kategori dari daftar")}
    )
    award = forms.ChoiceField(
        label=_("Penghargaan"),
        required=False,
        error_messages={"invalid_choice": _("Pilih penghargaan dari daftar")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        held = CatalogueEntry.objects.standing().order_by()
        years = held.values_list("year", flat=True).distinct()
        categories = held.exclude(category_name="").values_list("category_name", flat=True).distinct()
        provinces = Region.objects.filter(pk__in=held.values("province")).order_by("short_name")
        awards = CatalogueAward.objects.order_by("key").values_list("key", flat=True).distinct()
        offer = {
            "year": (_("Semua tahun"), [(str(year), str(year)) for year in sorted(years, reverse=True)]),
            "kind": (_("Semua jenis"), [(kind.value, capfirst(kind.label)) for kind in AgencyKind]),
            "province": (_("Semua provinsi"), list(provinces.values_list("code", "short_name"))),
            "category": (_("Semua kategori"), [(name, name) for name in sorted(categories, key=str.casefold)]),
            "award": (
                _("Semua penghargaan"),
                [(key, AWARDS.get(key, key)) for key in sorted(awards, key=award_order)],
            ),
        }
        for name, (everything, choices) in offer.items():
            self.fields[name].choices = [("", everything), *choices]

    def found(self):
        """The entries asked for, the latest first."""
        asked = self.chosen()
        entries = CatalogueEntry.objects.standing().latest_first()
        if "words" in asked:
            entries = entries.matching(asked["words"])
        filters = {
            "year": "year",
            "kind": "agency_kind",
            "province": "province",
            "category": "category_name",
        }
        entries = entries.filter(**{filters[name]: asked[name] for name in filters if name in asked})
        if "award" in asked:
            entries = entries.filter(pk__in=CatalogueAward.objects.filter(key=asked["award"]).values("entry"))
        return entries


def award_order(key):
    """Known awards in the order of their stages, others after them by name."""
    known = list(AWARDS)
    return (known.index(key), "") if key in known else (len(known), key)
