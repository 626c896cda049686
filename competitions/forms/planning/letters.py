"""What the letters of an edition say: a list of the kinds, and one kind with its fields and previews."""

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from competitions import letters
from competitions.domain.blueprint import LetterData
from competitions.forms.planning.rows import COMMAND, PlanForm, PlanPartForm, text
from competitions.letter_kinds import KINDS

PREVIEW = "pratinjau"


class LettersPage(PlanPartForm):
    """The kinds of letters; each is edited on a page of its own."""

    template = "competitions/planning/letters.html"

    def __init__(self, plan, data=None, *, key=None):
        self.plan, self.key, self.forms = plan, key, []
        # There is nothing to send on this page.
        self.is_commanded = data is not None

    @property
    def rows(self):
        """Every kind of letter: what it is called, who gets it, and what the edition says of its own."""
        own = {letter.key: letter for letter in self.plan.blueprint.letters}
        return [{"key": key, "kind": kind, "own": own.get(key)} for key, kind in KINDS.items()]


class LetterForm(PlanForm):
    """One kind of letter in both languages."""

    subject = text(_("Perihal"), _("Isi perihal surat"), longest=200)
    body = text(_("Isi surat"), _("Isi naskah surat"), is_long=True, rows=12)
    subject_en = text(_("Perihal (Inggris)"), "", longest=200, is_optional=True)
    body_en = text(_("Isi surat (Inggris)"), "", is_long=True, is_optional=True, rows=12)
    reply_to = text(
        _("Alamat balasan"),
        "",
        hint=_("Ke mana jawaban atas surat ini dikirim. Kosongkan bila ke alamat pengirim"),
        is_optional=True,
        longest=254,
    )
    is_default = forms.BooleanField(
        label=_("Pakai naskah bawaan"), help_text=_("Naskah sendiri di atas dibuang"), required=False
    )

    def __init__(self, *args, key, **kwargs):
        super().__init__(*args, **kwargs)
        self.key = key

    def layout(self):
        return [
            Fieldset(str(_("Bahasa Indonesia")), "subject", "body"),
            Fieldset(str(_("Bahasa Inggris, di bawah naskah Indonesia")), "subject_en", "body_en"),
            "reply_to",
            "is_default",
        ]

    def clean(self):
        data = super().clean()
        if data.get("is_default"):
            return data
        for name in ("subject", "body", "subject_en", "body_en"):
            for sentence in letters.field_reasons(self.key, data.get(name, "")):
                self.add_error(name, sentence)
        if data.get("subject_en") and not data.get("body_en") and "body_en" not in self.errors:
            self.add_error("body_en", _("Isi naskah Inggris, atau kosongkan perihal Inggrisnya"))
        if data.get("body_en") and not data.get("subject_en") and "subject_en" not in self.errors:
            self.add_error("subject_en", _("Isi perihal Inggris, atau kosongkan naskah Inggrisnya"))
        if data.get("reply_to") and not letters.is_address(data["reply_to"]):
            self.add_error("reply_to", _("Tulis alamat surel seperti nama@contoh.go.id"))
        return data


class LetterPartForm(PlanPartForm):
    """One kind of letter; LookupError where there is no such kind."""

    template = "competitions/planning/letter.html"
    form_class = LetterForm

    def __init__(self, plan, data=None, *, key=None):
        self.kind = KINDS[key]
        super().__init__(plan, data, key=key)
        self.is_commanded = data is not None and data.get(COMMAND) == PREVIEW
        self.example_en = letters.brought(key, "en")

    def options(self):
        return {"key": self.key}

    def initial(self):
        own = next((letter for letter in self.plan.blueprint.letters if letter.key == self.key), None)
        return vars(own or letters.default(self.key))

    @property
    def preview(self):
        """The letter as it stands in the boxes, for each of some made-up recipients; none while it is broken."""
        if self.form.is_bound and not self.form.is_valid():
            return []
        shown = (
            self.text()
            if self.form.is_bound
            else letters.LetterText(**{name: self.initial()[name] for name in letters.LetterText.__dataclass_fields__})
        )
        return list(letters.invented(self.kind, shown))

    def text(self):
        """What was typed."""
        data = self.form.cleaned_data
        if data["is_default"]:
            return letters.default(self.key)
        return letters.LetterText(
            **{name: data[name].replace("\r\n", "\n").strip() for name in letters.LetterText.__dataclass_fields__}
        )

    def value(self):
        others = [letter for letter in self.plan.blueprint.letters if letter.key != self.key]
        said = self.text()
        own = [] if said == letters.default(self.key) else [LetterData(self.key, **vars(said))]
        return tuple(sorted([*others, *own], key=lambda letter: letter.key))
