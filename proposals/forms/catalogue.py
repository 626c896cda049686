"""What a visitor may ask of the public lists. The addresses carry Indonesian names."""

from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.forms.filters import Filter, NamesInIndonesian
from accounts.models import AgencyKind, Region
from competitions.models.award_name import ACROSS_YEARS, PRIZES
from proposals.models import CatalogueAward, CatalogueEntry, Goal

ADDRESS = {
    "words": "cari",
    "year": "tahun",
    "kind": "jenis",
    "province": "provinsi",
    "category": "kategori",
    "award": "penghargaan",
    "group": "kelompok",
    "goal": "tujuan",
    "source": "sumber",
}
# The fields of an entry that a filter compares with, by its name.
COMPARED = {
    "year": "year",
    "kind": "agency_kind",
    "province": "province",
    "category": "category_name",
    "group": "group_name",
}
# The one choice of `source`: the whole partial list, also of years that have an edition here by now.
PARTIAL = "daftar-sebagian"
# What the front page calls awarded: any award above being a finalist.
AWARDED = "diraih"


class SearchForm(Filter):
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

    @property
    def asked(self):
        """What was asked for and understood; what was not stays out."""
        return {name: value for name, value in self.chosen.items() if value}

    def in_words(self):
        """What was asked for, as its reader would say it: “antrean”, 2019, Kota."""
        said = []
        for name, value in self.asked.items():
            choices = dict(getattr(self.fields[name], "choices", ()))
            said.append(str(choices.get(value, f"“{value}”")))
        return ", ".join(said)


class CatalogueFilter(SearchForm):
    """Free text and filters whose choices are what the catalogue holds."""

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
        label=_("Kategori"),
        required=False,
        widget=NamesInIndonesian,
        error_messages={"invalid_choice": _("Pilih kategori dari daftar")},
    )
    award = forms.ChoiceField(
        label=_("Penghargaan"),
        required=False,
        error_messages={"invalid_choice": _("Pilih penghargaan dari daftar")},
    )
    group = forms.ChoiceField(
        label=_("Kelompok"),
        required=False,
        widget=NamesInIndonesian,
        error_messages={"invalid_choice": _("Pilih kelompok dari daftar")},
    )
    goal = forms.ChoiceField(
        label=_("Tujuan pembangunan berkelanjutan"),
        required=False,
        error_messages={"invalid_choice": _("Pilih tujuan dari daftar")},
    )
    source = forms.ChoiceField(
        label=_("Sumber"), required=False, error_messages={"invalid_choice": _("Pilih sumber dari daftar")}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        held = CatalogueEntry.objects.standing().order_by()
        sources = held.annotate(is_partial=Q(proposal=None))
        kept = set(sources.values_list("year", "category_name", "group_name", "is_partial").distinct())
        years, categories, groups = ({row[place] for row in kept} for place in range(3))
        provinces = Region.objects.filter(pk__in=held.values("province")).order_by("short_name")
        awards = CatalogueAward.objects.order_by("key").values_list("key", flat=True).distinct()
        offer = {
            "year": (_("Semua tahun"), [(str(year), str(year)) for year in sorted(years, reverse=True)]),
            "kind": (_("Semua jenis"), [(kind.value, capfirst(kind.label)) for kind in AgencyKind]),
            "province": (_("Semua provinsi"), list(provinces.values_list("code", "short_name"))),
            "category": (_("Semua kategori"), [(name, name) for name in sorted(categories - {""}, key=str.casefold)]),
            "award": (
                _("Semua penghargaan"),
                [
                    (AWARDED, _("Meraih penghargaan")),
                    *((key, ACROSS_YEARS.get(key, key)) for key in sorted(awards, key=award_order)),
                ],
            ),
            "group": (_("Semua kelompok"), [(name, name) for name in sorted(groups - {""}, key=str.casefold)]),
            "goal": (_("Semua tujuan"), [(str(goal.value), f"{goal.value}. {goal.label}") for goal in Goal]),
            "source": (
                _("Edisi di sini, dan daftar tahun lain yang belum lengkap"),
                [(PARTIAL, _("Daftar belum lengkap"))],
            ),
        }
        for name, (everything, choices) in offer.items():
            self.fields[name].choices = [("", everything), *choices]
        if not any(is_partial for *_names, is_partial in kept):
            del self.fields["source"]

    def found(self):
        """The entries asked for, the latest first."""
        asked = self.asked
        entries = CatalogueEntry.objects.latest_first()
        entries = entries.standing().filter(proposal=None) if "source" in asked else entries.counted()
        if "words" in asked:
            entries = entries.matching(asked["words"])
        entries = entries.filter(**{field: asked[name] for name, field in COMPARED.items() if name in asked})
        if "goal" in asked:
            entries = entries.filter(sdgs__contains=[int(asked["goal"])])
        if "award" in asked:
            entries = entries.holding(*(PRIZES if asked["award"] == AWARDED else [asked["award"]]))
        return entries


def listed(**conditions):
    """The address of the catalogue's list under these conditions, by the names of its filters."""
    asked = {ADDRESS[name]: value for name, value in conditions.items() if value}
    return reverse("proposals:catalogue") + (f"?{urlencode(asked)}" if asked else "")


def award_order(key):
    """Known awards in the order of their stages, others after them by name."""
    known = list(ACROSS_YEARS)
    return (known.index(key), "") if key in known else (len(known), key)
