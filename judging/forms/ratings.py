"""What a citizen thinks of an innovation, and what two people decide about ratings that came together."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.filters import Filter
from accounts.forms.motions import why_field
from judging.motions import RATINGS


class RatingForm(forms.Form):
    """A level of the rubric's scale for each criterion."""

    use_required_attribute = False

    def __init__(self, *args, criteria, levels, **kwargs):
        super().__init__(*args, **kwargs)
        self.keys = {f"nilai-{one.key}": one.key for one in criteria}
        for one in criteria:
            self.fields[f"nilai-{one.key}"] = forms.TypedChoiceField(
                label=one.name,
                help_text=one.description,
                choices=[(level.points, said(level)) for level in levels],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Pilih jawaban untuk %(criterion)s") % {"criterion": one.name},
                    "invalid_choice": _("Pilih salah satu jawaban untuk %(criterion)s") % {"criterion": one.name},
                },
            )

    @property
    def points(self):
        """The points of the chosen level by the key of each criterion."""
        return {key: self.cleaned_data[name] for name, key in self.keys.items()}


def said(level):
    """A level as citizens read it: in words, without points."""
    return f"{level.name}: {level.anchor}" if level.anchor else level.name


DECIDED = (
    ("", gettext_lazy("Semua status")),
    ("tertahan", gettext_lazy("Tertahan")),
    ("masuk", gettext_lazy("Dihitung")),
    ("sebagian", gettext_lazy("Dihitung sebagian")),
    ("tidak", gettext_lazy("Tidak dihitung")),
)


class BatchFilter(Filter):
    """Which ratings that came together to list: by what was decided, and words of where they came from."""

    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        required=False,
        choices=DECIDED,
    )
    q = forms.CharField(label=gettext_lazy("Jaringan atau domain"), required=False, max_length=200)

    def __init__(self, data):
        super().__init__(data, auto_id="filter_%s")

    def applied_to(self, lines):
        """Those of the batches, as `BatchLine`s, that were asked for."""
        chosen = self.chosen
        return [
            line
            for line in lines
            if chosen["status"] in ("", decided(line))
            and all(word.casefold() in line.label.casefold() for word in chosen["q"].split())
        ]


def decided(line):
    """What was decided about a batch, as the filter names it."""
    if line.decision is None:
        return "tertahan"
    if line.decision.besides_since:
        return "sebagian"
    return "masuk" if line.decision.is_let_in else "tidak"


class HeldForm(forms.Form):
    """Which batches, whether they count, and why."""

    use_required_attribute = False

    batches = forms.MultipleChoiceField(
        label=gettext_lazy("Kiriman yang diputuskan"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Pilih paling sedikit satu kiriman"),
            "invalid_choice": gettext_lazy("Daftar kiriman berubah. Periksa lagi, lalu pilih."),
        },
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Putusan"),
        choices=[
            ("keluar", gettext_lazy("Tidak dihitung")),
            ("sebagian", gettext_lazy("Dihitung, kecuali yang datang pada saat terpadatnya")),
            ("masuk", gettext_lazy("Dihitung semuanya")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih putusan"),
            "invalid_choice": gettext_lazy("Pilih putusan dari daftar"),
        },
    )
    reason = why_field(RATINGS, rows=3, error_messages={"required": gettext_lazy("Tulis alasan putusan")})

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_code = {line.code: line for line in lines}
        self.fields["batches"].choices = [(line.code, line.label) for line in lines]

    @property
    def keys(self):
        """The keys of the chosen batches."""
        return [self.by_code[code].key for code in self.cleaned_data["batches"]]
