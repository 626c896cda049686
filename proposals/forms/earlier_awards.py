"""Whether awarded innovations of the agency are the one a proposal speaks of: nothing is chosen beforehand."""

from django import forms
from django.utils.translation import gettext_lazy as _

OWN, OTHER = "ya", "bukan"
CHOICES = [(OWN, _("Ini inovasi kami")), (OTHER, _("Bukan, ini inovasi lain"))]


def likeness_said(one):
    """How like the two titles are, as whoever answers reads it."""
    if one.is_inside and not one.is_same:
        return _("Judul yang satu termuat di judul yang lain")
    return _("Judulnya %(percent)s%% mirip") % {"percent": one.percent}


class EarlierAwardsForm(forms.Form):
    """One question for each candidate."""

    use_required_attribute = False

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        for one in candidates:
            self.fields[f"inovasi-{one.entry}"] = forms.ChoiceField(
                label=_("“%(title)s”, %(year)s") % {"title": one.title, "year": one.year},
                help_text=likeness_said(one),
                choices=CHOICES,
                widget=forms.RadioSelect,
                initial={True: OWN, False: OTHER, None: None}[one.is_own],
                error_messages={"required": _("Pilih jawabannya"), "invalid_choice": _("Pilih jawabannya")},
            )

    def answers(self):
        """Whether each is the proposal's, by the key of its entry; those that were answered well."""
        said = {one.entry: self.cleaned_data.get(f"inovasi-{one.entry}") for one in self.candidates}
        return {pk: choice == OWN for pk, choice in said.items() if choice}
