"""What the letters of an edition say: a list of the kinds, and one kind with its fields and previews."""

from accounts.domain.correspondence import envelopes, texts
from accounts.domain.correspondence.texts import LetterText
from accounts.forms.letter_texts import PREVIEW, LetterTextForm
from accounts.reading import addressed
from competitions import letters
from competitions.domain.blueprint import LetterData
from competitions.domain.checking import replies
from competitions.forms.planning.rows import COMMAND, PlanPartForm
from competitions.letter_kinds import KINDS

NAMES = tuple(LetterText.__dataclass_fields__)


class LettersPage(PlanPartForm):
    """The kinds of letters; each is edited on a page of its own."""

    template = "competitions/planning/letters.html"

    def __init__(self, plan, data=None, *, key=None):
        self.plan, self.key, self.forms = plan, key, []
        # There is nothing to send on this page.
        self.is_commanded = data is not None

    @property
    def sender(self):
        """To whom people answer a letter without an address for answers."""
        return envelopes.sender()

    @property
    def cautions(self):
        """That answers come to the portal, where no address is named."""
        return replies.cautions(self.plan.blueprint.letters)

    @property
    def rows(self):
        """Every kind of letter: what it is called, who gets it, and what the edition says of its own."""
        own = {letter.key: letter for letter in self.plan.blueprint.letters}
        return [{"key": key, "kind": kind, "own": own.get(key)} for key, kind in KINDS.items()]


class LetterPartForm(PlanPartForm):
    """One kind of letter; LookupError where there is no such kind."""

    template = "competitions/planning/letter.html"
    form_class = LetterTextForm
    is_letter = True

    def __init__(self, plan, data=None, *, key=None):
        self.kind = KINDS[key]
        super().__init__(plan, data, key=key)
        self.is_commanded = data is not None and data.get(COMMAND) == PREVIEW
        self.example_en = letters.brought(key, "en")

    def options(self):
        return {"kind": self.kind, "default": letters.default(self.key)}

    def initial(self):
        own = next((letter for letter in self.plan.blueprint.letters if letter.key == self.key), None)
        return vars(own or letters.default(self.key))

    @property
    def preview(self):
        """The letter as it stands in the boxes, for each of some made-up recipients; none while it is broken."""
        shown = self.form.text if self.form.is_bound else LetterText(**{name: self.initial()[name] for name in NAMES})
        return list(texts.invented(self.kind, shown)) if shown else []

    def addressed(self, edition, *, at):
        """The letter in the boxes as the person who was chosen would get it; None while nobody is."""
        office = self.form.chosen
        return office and addressed.letter(self.key, self.kind, self.form.text, office, edition=edition, at=at)

    def value(self):
        others = [letter for letter in self.plan.blueprint.letters if letter.key != self.key]
        said = self.form.text
        own = [] if said == letters.default(self.key) else [LetterData(self.key, **vars(said))]
        return tuple(sorted([*others, *own], key=lambda letter: letter.key))
