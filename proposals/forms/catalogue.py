"""What a visitor may ask of the public lists. The addresses carry Indonesian names."""

from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.forms.filters import Filter, NamesInIndonesian
from accounts.models import AgencyKind, Region
from accounts.reading import printing
from competitions.models.award_name import ACROSS_YEARS, PRIZES
from proposals.models import CatalogueAward, CatalogueEntry, CheckIn, Goal, OtherProgramme
from proposals.models.catalogue import PARTIAL
from proposals.models.taken_over.entry_sources import EVERYTHING, PARAMETER, PARTIAL_LIST, of_programme, programme_of
from proposals.reading.public import facets, search

ADDRESS = {
    "words": "cari",
    "year": "tahun",
    "kind": "jenis",
    "province": "provinsi",
    "category": "kategori",
    "award": "penghargaan",
    "group": "kelompok",
    "goal": "tujuan",
    "state": "keadaan",
    "source": PARAMETER,
    "order": "sort",
}
# The fields of an entry that a filter compares with, by its name.
COMPARED = {
    "year": "year",
    "kind": "agency_kind",
    "province": "province",
    "category": "category_name",
    "group": "group_name",
}
# The filters whose choices say how many entries each leads to.
COUNTED = ("year", "kind", "province", "category", "award", "group", "goal", "state")
ORDERS = ("judul", "terbaru", "terlama")
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

    # What each choice of a filter is called.
    labels: dict[str, dict[str, str]] = {}

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
            choices = self.labels.get(name, {})
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
    state = forms.ChoiceField(
        label=_("Keadaan kini"), required=False, error_messages={"invalid_choice": _("Pilih keadaan dari daftar")}
    )
    source = forms.ChoiceField(
        label=_("Sumber"), required=False, error_messages={"invalid_choice": _("Pilih sumber dari daftar")}
    )
    order = forms.ChoiceField(
        label=_("Urutan"), required=False, error_messages={"invalid_choice": _("Pilih urutan dari daftar")}
    )
    stays = ("order",)
    # How many entries each province leads to beside all else that was asked for, by its code; once it was looked for.
    provinces: dict[str, int] = {}
    # What a search found; None where nothing was searched.
    result = None

    def __init__(self, *args, number=None, **kwargs):
        super().__init__(*args, **kwargs)
        # That of the printing, under which choices and counts of the whole catalogue are known already.
        self.number = number
        kept, provinces, awards, states = printing.while_it_stands("choices of the catalogue", number, held)
        years, categories, groups = ({row[place] for row in kept} for place in range(3))
        names = {pk: name for *_others, pk, name, _is_partial in kept if pk}
        programmes = [(of_programme(pk), names[pk]) for pk in sorted(names, key=lambda pk: names[pk].casefold())]
        offer = {
            "year": (_("Semua tahun"), [(str(year), str(year)) for year in sorted(years, reverse=True)]),
            "kind": (_("Semua jenis"), [(kind.value, capfirst(kind.label)) for kind in AgencyKind]),
            "province": (_("Semua provinsi"), provinces),
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
            "state": (
                _("Semua keadaan"),
                [(state.value, capfirst(state.label)) for state in CheckIn.State if state.value in states],
            ),
            "order": (
                _("Paling cocok, lalu terbaru"),
                [
                    ("judul", _("Judul, A sampai Z")),
                    ("terbaru", _("Terbaru dahulu")),
                    ("terlama", _("Terlama dahulu")),
                ],
            ),
            "source": (
                _("Edisi di sini, dan daftar tahun lain yang belum lengkap"),
                [
                    *(
                        [(PARTIAL_LIST, _("Daftar belum lengkap"))]
                        if any(is_partial for *_names, is_partial in kept)
                        else []
                    ),
                    *([(EVERYTHING, _("Semua program"))] if programmes else []),
                    *programmes,
                ],
            ),
        }
        for name, (everything, choices) in offer.items():
            self.fields[name].choices = [("", everything), *choices]
        self.labels = {name: dict(choices) for name, (_everything, choices) in offer.items()}
        self.programmes = [name for _source, name in programmes]
        if not offer["source"][1]:
            del self.fields["source"]
        if not states:
            del self.fields["state"]

    @property
    def other_programmes(self):
        """The names of programmes that are not looked through as it stands."""
        return [] if self.asked.get("source") else self.programmes

    @cached_property
    def programme(self):
        """The other programme that alone is looked through; None where it is not one."""
        pk = programme_of(self.asked.get("source", ""))
        return OtherProgramme.objects.filter(pk=pk).first() if pk else None

    def found(self):
        """The keys of the entries asked for, in the order asked for; every choice then says how many it leads to."""
        asked = self.asked
        catalogue = printing.while_it_stands(
            "facets of the catalogue", self.number, lambda: facets.read(PRIZES, AWARDED)
        )
        found = catalogue.under(asked)
        if "words" in asked:
            source = asked.get("source", "")
            rows = CatalogueEntry.objects.of_source(source)
            self.result = search.search(catalogue, asked["words"], rows, catalogue.of_source(source), found)
            found &= self.result.held
        counts = catalogue.counts(asked, self.result and self.result.held)
        self.provinces = {code: counts["province"].get(code, 0) for code in self.labels["province"]}
        self.say_counts(asked, counts)
        order = self["order"].value()
        if self.result and self.result.fitting is not None and order not in ORDERS:
            return self.result.fitting
        return catalogue.in_order(found, latest=order not in ("judul", "terlama"), earliest=order == "terlama").tolist()

    def entries(self):
        """The entries that were found, as rows in no order."""
        return self.narrowed(self.asked).filter(self.result.condition if self.result else Q())

    def say_counts(self, asked, counts):
        """On each choice, how many entries it leads to beside all else that was asked for."""
        for name in set(COUNTED) & set(self.fields):
            everything, *choices = self.fields[name].choices
            self.fields[name].choices = [
                everything,
                *(
                    (value, f"{label} ({number_format(counts.get(name, {}).get(value, 0), force_grouping=True)})")
                    for value, label in choices
                    if value in counts.get(name, {}) or value == asked.get(name)
                ),
            ]

    def narrowed(self, asked):
        """The entries under all filters that were chosen, whatever words were typed."""
        entries = CatalogueEntry.objects.defer("words", "sections").of_source(asked.get("source", ""))
        if "state" in asked:
            entries = entries.filter(pk__in=CheckIn.objects.newest().filter(state=asked["state"]).values("entry"))
        entries = entries.filter(**{field: asked[name] for name, field in COMPARED.items() if name in asked})
        if "goal" in asked:
            entries = entries.filter(sdgs__contains=[int(asked["goal"])])
        if "award" in asked:
            entries = entries.holding(*(PRIZES if asked["award"] == AWARDED else [asked["award"]]))
        return entries


def held():
    """What the catalogue holds, of which a visitor may choose."""
    entries = CatalogueEntry.objects.standing().order_by()
    facts = ("year", "category_name", "group_name", "programme", "programme__name")
    sources = entries.annotate(is_partial=Q(PARTIAL))
    provinces = Region.objects.filter(pk__in=entries.values("province")).order_by("short_name")
    return (
        set(sources.values_list(*facts, "is_partial").distinct()),
        list(provinces.values_list("code", "short_name")),
        list(CatalogueAward.objects.order_by("key").values_list("key", flat=True).distinct()),
        set(CheckIn.objects.newest().order_by().values_list("state", flat=True).distinct()),
    )


def listed(**conditions):
    """The address of the catalogue's list under these conditions, by the names of its filters."""
    asked = {ADDRESS[name]: value for name, value in conditions.items() if value}
    return reverse("proposals:catalogue") + (f"?{urlencode(asked)}" if asked else "")


def award_order(key):
    """Known awards in the order of their stages, others after them by name."""
    known = list(ACROSS_YEARS)
    return (known.index(key), "") if key in known else (len(known), key)
