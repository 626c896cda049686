"""One part of the dossier as a form: what is wanted may be missing until the unit says that the part is done."""

from django import forms
from django.utils.translation import gettext_lazy as _

LATER = "later"


class DoneField(forms.ChoiceField):
    """The question at the end of every part."""

    def __init__(self, label):
        super().__init__(
            label=label,
            choices=[("yes", _("Ya, sudah selesai")), ("no", _("Belum, saya lanjutkan nanti"))],
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": _("Pilih apakah bagian ini sudah selesai")},
        )


class DossierPartForm(forms.Form):
    """Fields marked required are wanted for a finished part; saving never waits for them.

    `always` names those without which nothing can be saved. `is_done` may be left open by those who press
    the button named "later".
    """

    use_required_attribute = False
    always: tuple[str, ...] = ()

    def full_clean(self):
        """Clean as if everything were optional; what is missing is the domain's to say."""
        wanted = [field for name, field in self.fields.items() if field.required and name not in self.always]
        for field in wanted:
            field.required = False
        super().full_clean()
        for field in wanted:
            field.required = True

    def clean_is_done(self):
        """The answer, needed only of those who go on."""
        chosen = self.cleaned_data["is_done"]
        if not chosen and not self.is_for_later:
            raise forms.ValidationError(_("Pilih apakah bagian ini sudah selesai"))
        return chosen

    @property
    def is_for_later(self):
        return LATER in self.data

    @property
    def says_done(self):
        return self.cleaned_data.get("is_done") == "yes"

    def show(self, problems):
        """Put the domain's problems beside their fields; a field that is wrong already is not called empty as well."""
        wrong = set(self.errors)
        for problem in problems:
            if (name := self.field_of(problem)) not in wrong:
                self.add_error(name, problem.sentence)

    def field_of(self, problem):
        """The form field a problem lies in."""
        return problem.field if problem.field in self.fields else None
