"""The answers of one section, with the evidence beside them so that choosing a file never costs the text."""

from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from accounts.forms.files import FileField
from accounts.forms.texts import TextField
from proposals.domain import completeness
from proposals.domain.draft import attachments
from proposals.forms import reach
from proposals.forms.parts import DoneField, DossierPartForm

PREFIX = "answer_"
# Far above what a person writes; what the competition allows is counted in words.
MOST_LETTERS = 200_000


class AnswerField(TextField):
    """A long text that is taken as it is: spaces kept, no limit in letters that a person could reach."""

    def __init__(self, question, **options):
        super().__init__(rows=rows(question), most=MOST_LETTERS, strip=False, **options)
        self.word_limit = question.max_words
        self.word_minimum = question.min_words
        self.example = question.example

    def to_python(self, value):
        """The text with line ends as everywhere else and without NUL, which the database cannot hold."""
        return super().to_python(value).replace("\r\n", "\n").replace("\x00", "")


class SectionForm(DossierPartForm):
    """Hands over texts by question key, a file or None, and whether the section is said to be done."""

    def __init__(self, *args, chapter, version, has_evidence=False, remarks=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.chapter = chapter
        for question in chapter.questions:
            field = AnswerField(
                question, label=completeness.name_of(question, chapter), help_text=help_for(question, chapter)
            )
            field.initial = version.texts.get(question.key, "") if version else ""
            field.remarks = [
                one for one in remarks if (one.section_id, one.question) == (chapter.section.pk, question.key)
            ]
            reach.say(field, reach.PUBLIC)
            self.fields[PREFIX + question.key] = field
        if chapter.section.needs_evidence:
            allowed = attachments.allowed(chapter.section)
            self.fields["files"] = FileField(allowed=allowed, required=not has_evidence, label=_("Tambah bukti"))
            reach.say(self.fields["files"], reach.IF_AGREED)
            self.fields["files"].remarks = [
                one for one in remarks if one.section_id == chapter.section.pk and not one.question
            ]
        self.fields["is_done"] = DoneField(_("Apakah bagian ini sudah selesai?"))
        self.fields["is_done"].initial = "yes" if version and version.is_done else None

    def texts(self):
        """The texts that came, by question key; there also beside errors elsewhere.

        A box that did not come at all (a cut-off request) is no wish to empty it.
        """
        return {
            question.key: self.cleaned_data[PREFIX + question.key]
            for question in self.chapter.questions
            if PREFIX + question.key in self.data and PREFIX + question.key in self.cleaned_data
        }

    @property
    def has_whole_texts(self):
        """Whether every text that came can be saved."""
        return not any(name.startswith(PREFIX) for name in self.errors)

    def field_of(self, problem):
        """Question keys wear a prefix here."""
        name = problem.field if problem.field in self.fields else PREFIX + problem.field
        return name if name in self.fields else None


def help_for(question, chapter):
    """The prompt where the section's title serves as the label, then the hint."""
    prompt = question.prompt if len(chapter.questions) == 1 else ""
    # The field template prints hints unescaped; these come from the edition's planners.
    return escape(" ".join(part.strip() for part in (prompt, question.hint) if part.strip()))


def rows(question):
    """Height of the box: about ten words a line, neither a slit nor a wall."""
    return min(max(question.max_words // 15, 5), 20)
