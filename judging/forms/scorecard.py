"""The scorecard as a judge fills it: a level and a remark for each criterion."""

from dataclasses import dataclass
from functools import partial

from django import forms
from django.forms import BoundField
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.forms.texts import TextField
from accounts.kept import Drawer
from competitions.models import Criterion
from judging.domain.cards.scoring import Given
from judging.domain.desk.recognising import Recognised

# The keys that mark, the lowest level first: the row of digits and what lies under it, without the letters that lead
# about a card (`static/js/card.js`). One key a level, so that nothing waits for a second one.
LEVEL_KEYS = "1234567890qwertyuioadfghjzvm"


# The two fields of a criterion by all that they depend on. Nobody changes a field of a card.
FIELDS = Drawer(room=500)


@dataclass(frozen=True)
class LevelOption:
    """One choice of the scale, with what anchors it."""

    mark: int
    name: str
    anchor: str

    def __str__(self):
        return f"{self.mark} {self.name}"


@dataclass(frozen=True)
class CriterionRow:
    """One criterion with its two fields."""

    criterion: Criterion
    points: BoundField
    remark: BoundField
    # How often the judge gave which points for it to other proposals: (points, number) pairs.
    earlier: tuple[tuple[int, int], ...] = ()

    @property
    def weight_in_hundredths(self) -> int:
        """The weight as a whole number, for a sum in which nothing is rounded before its end."""
        return int(self.criterion.weight * 100)


class ScorecardForm(forms.Form):
    """Marks for the criteria of a rubric, with `levels` as its scale. `lock` asks for every one of them.

    `marks` are what is saved: {"criterion": id, "points": …, "remark": …} each.
    """

    use_required_attribute = False

    remark = TextField(
        label=gettext_lazy("Catatan umum"),
        help_text=gettext_lazy("Alasan utama nilai Anda, untuk rapat dan untuk pengusul"),
        required=False,
        rows=4,
    )

    # Sent along with the tick: a box that is not ticked does not come, and neither does one that was not there.
    asked = forms.CharField(required=False, initial="ya", widget=forms.HiddenInput)
    recognised = forms.BooleanField(
        label=gettext_lazy("Saya mengenali pengusul"),
        help_text=gettext_lazy("Tidak mengubah nilai apa pun. Sekretariat melihat hitungannya saja"),
        required=False,
    )
    clue = TextField(label=gettext_lazy("Siapa, atau dari mana (boleh dikosongkan)"), required=False, rows=2, most=1000)

    def __init__(
        self,
        data=None,
        *,
        criteria,
        levels,
        marks=(),
        earlier=(),
        remark="",
        recognised=None,
        lock=False,
        reasons=False,
    ):
        given = {mark["criterion"]: mark for mark in marks}
        self.criteria, self.levels, self.earlier, self.lock = criteria, levels, earlier, lock
        self.level_keys = LEVEL_KEYS[: len(levels)]
        super().__init__(data, initial={"remark": remark, **initial_of(criteria, given)})
        if recognised is None:
            for name in ("asked", "recognised", "clue"):
                del self.fields[name]
        else:
            self.initial |= {"recognised": recognised.is_so, "clue": recognised.clue}
        language, scale = get_language(), repr(levels)
        for criterion in criteria:
            key = (language, scale, criterion.pk, criterion.name, criterion.description, lock, reasons)
            points, told = FIELDS.by(key, partial(fields_of, criterion, levels, lock, reasons))
            self.fields[points_name(criterion)], self.fields[remark_name(criterion)] = points, told
        self.order_fields([name for one in criteria for name in (points_name(one), remark_name(one))])

    @cached_property
    def lines(self):
        """The criteria in order, each with its fields."""
        return [
            CriterionRow(one, self[points_name(one)], self[remark_name(one)], self.earlier_of(one))
            for one in self.criteria
        ]

    def earlier_of(self, criterion):
        """How often the judge gave which points for a criterion to other proposals."""
        return tuple((one["points"], one["number"]) for one in self.earlier if one["criterion"] == criterion.pk)

    def marks(self):
        """What was given, by criterion key, for `scoring.record_marks`; what did not come stays as it was."""
        return {one.key: Given(self.said(points_name(one)), self.said(remark_name(one)) or "") for one in self.criteria}

    def general_remark(self):
        """The remark on the whole."""
        return self.said("remark") or ""

    def recognition(self):
        """What the judge says of having recognised the applicant; None where it stays as it was."""
        if "recognised" not in self.fields or not self.data.get("asked"):
            return None
        is_so, clue = self.cleaned_data["recognised"], self.cleaned_data["clue"].strip()
        stands = (self.initial["recognised"], self.initial["clue"])
        return None if (is_so, clue if is_so else "") == stands else Recognised(is_so, clue)

    def said(self, name):
        """What came for a field; what is saved if nothing did: no radio chosen is no wish to take a mark back."""
        return self.cleaned_data[name] if name in self.data else self.initial.get(name)


def points_name(criterion):
    """The name of a criterion's field in the form."""
    return f"nilai-{criterion.key}"


def remark_name(criterion):
    """The name of a criterion's remark in the form."""
    return f"catatan-{criterion.key}"


def initial_of(criteria, given):
    """What a saved card holds, by field name."""
    saved = [(one, given[one.pk]) for one in criteria if one.pk in given]
    return {points_name(one): mark["points"] for one, mark in saved} | {
        remark_name(one): mark["remark"] for one, mark in saved
    }


def fields_of(criterion, levels, lock, reasons):
    """The radios of one criterion, and its remark."""
    return points_field(criterion, levels, required=lock), remark_field(criterion, required=lock and reasons)


def points_field(criterion, levels, *, required):
    """The radios of one criterion."""
    return forms.TypedChoiceField(
        label=criterion.name,
        help_text=criterion.description,
        choices=[
            (level["points"], LevelOption(level["points"], level["name"], anchor_of(level, criterion)))
            for level in levels
        ],
        coerce=int,
        empty_value=None,
        required=required,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih nilai untuk %(criterion)s") % {"criterion": criterion.name},
            "invalid_choice": _("Pilih salah satu tingkat untuk %(criterion)s") % {"criterion": criterion.name},
        },
    )


def anchor_of(level, criterion):
    """What a level means for a criterion: its own descriptor, else the anchor of the level for all of them."""
    own = (one["text"] for one in level["descriptors"] if one["criterion"] == criterion.pk)
    return next(own, level["anchor"])


def remark_field(criterion, *, required=False):
    """The remark below a criterion; its label names the criterion for those who do not see where it stands."""
    return TextField(
        label=format_html(
            '{} <span class="visually-hidden">{}</span>',
            _("Catatan"),
            _("untuk %(criterion)s") % {"criterion": criterion.name},
        ),
        required=required,
        rows=2,
        error_messages={"required": _("Tulis alasan untuk %(criterion)s") % {"criterion": criterion.name}},
    )
