"""Forms that edit one part of a plan: plain ones, and those of many rows that come, go and change places.

A part's form takes the plan, shows the part, and gives back the part's new value. It saves nothing.
"""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from competitions.forms.planning.boxes import DecimalBox, TextBox, WholeBox

# What the buttons of rows send: what to do, and with which row.
COMMAND = "baris"
COMMANDS = re.compile(r"(?P<verb>tambah|hapus|naik|turun)(?:-(?P<index>\d{1,3}))?", re.ASCII)
MOST_ROWS = 200
LONG = 4


class PlanForm(forms.Form):
    """A form of the planning pages: the server decides, in our words; no box stops taking letters."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)

    @property
    def helper(self):
        """How crispy lays the form out; the page brings the form element and the token."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(*self.layout())
        return helper

    def layout(self):
        """The fields in their order; short ones may stand in a Row."""
        return list(self.fields)


class RowForm(PlanForm):
    """One row; `key` is empty for one that is new. `named_by` is the field by which people know the row."""

    named_by = "name"
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def shown_name(self):
        """What the row is called, as it stands in its boxes."""
        return self[self.named_by].value() or ""

    @property
    def is_standing(self):
        """Whether the row was in the plan when the page was drawn; a new one has no page of its own yet."""
        return bool(self["key"].value())


class PlanPartForm:
    """What a page of planning edits: made with the plan and, when sent, its data. Subclasses say which part.

    `forms` are all forms in the order of the page; `is_valid()` and `value()` are asked when the part is to be saved.
    `key` names the one thing that a page of a single thing edits, such as a section.
    """

    template = "competitions/planning/form.html"
    # Whether its things have pages of their own, so that people go on from here after saving.
    leads_to_things = False
    # Whether it is a letter, which is seen as somebody would get it: `addressed(edition, at)`.
    is_letter = False
    # Whether it is thought through with those who may be expected to enter: `look_ahead(pool, data)`.
    looks_ahead = False
    form_class = None

    def __init__(self, plan, data=None, *, key=None):
        self.plan, self.key = plan, key
        self.form = self.form_class(data, initial=self.initial(), **self.options())
        self.forms = [self.form]

    def options(self):
        """What else the form is made with."""
        return {}

    def initial(self):
        """What stands in the boxes, from the plan."""
        raise NotImplementedError

    def value(self):
        """The part's new value."""
        raise NotImplementedError

    def is_valid(self):
        """Whether everything that was sent can be read."""
        # Every form is asked, so that everything that is wrong is said at once.
        return not [form for form in self.forms if not form.is_valid()]

    @property
    def errors(self):
        """Whether there is something to correct; the page asks this by the name that forms use."""
        return any(form.is_bound and form.errors for form in self.forms)


class RowsForm(PlanPartForm):
    """A part of many rows. `row` is the form of one; `initial()` gives a dictionary a row.

    The buttons of a row change the page, not the plan: nothing is saved until the whole form is.
    """

    template = "competitions/planning/rows.html"
    # A template that stands inside each row: made with the row and the edition.
    beside = None
    row = None
    noun = _("baris")
    add = _("Tambah baris")
    prefix = "b"
    # What an empty part says.
    nothing = _("Belum ada.")
    # What the link to a thing's own page says, where each has one.
    lead = ""
    # The name under which the buttons of its rows send what to do.
    command = COMMAND

    def __init__(self, plan, data=None, *, key=None):
        self.plan, self.key = plan, key
        self.is_commanded = data is not None and self.commands(data) is not None
        if data is None:
            self.forms = self.drawn(self.initial())
        elif self.is_commanded:
            self.forms = self.drawn(self.commanded(data))
        else:
            self.forms = [self.one(index, data) for index in range(self.count(data))]

    @property
    def is_long(self):
        """Whether there are so many rows that people look for one."""
        return len(self.forms) > LONG

    @classmethod
    def commands(cls, data):
        """What a button of a row asks for, or None."""
        return COMMANDS.fullmatch(data.get(cls.command, ""))

    def one(self, index, data=None, initial=None):
        """The form of one row."""
        return self.row(data, initial=initial, prefix=f"{self.prefix}-{index}", **self.options())

    def drawn(self, rows):
        """Forms that show rows and judge nothing."""
        return [self.one(index, initial=row) for index, row in enumerate(rows)]

    def count(self, data):
        """How many rows were sent."""
        sent = data.get(f"{self.prefix}-jumlah", "")
        return min(int(sent), MOST_ROWS) if sent.isdecimal() and len(sent) < 5 else 0

    def commanded(self, data):
        """What stood in the boxes of all rows, after the command of a button."""
        rows = self.sent(data)
        found = self.commands(data)
        if found is None:
            return rows
        verb, index = found["verb"], int(found["index"] or -1)
        if verb == "tambah" and len(rows) < MOST_ROWS:
            rows.append(self.blank())
        elif verb == "hapus" and 0 <= index < len(rows):
            del rows[index]
        elif verb in ("naik", "turun"):
            other = index + (1 if verb == "turun" else -1)
            if 0 <= index < len(rows) and 0 <= other < len(rows):
                rows[index], rows[other] = rows[other], rows[index]
        return rows

    def sent(self, data):
        """What stood in the boxes of all rows."""
        return [raw(self.one(index, data)) for index in range(self.count(data))]

    def blank(self):
        """What stands in the boxes of a row that was added."""
        return {}

    def is_valid(self):
        """Whether everything can be read, and no row is only on the page because a button was pressed."""
        return not self.is_commanded and super().is_valid()

    def rows(self):
        """The cleaned rows in their order, each with a key: the row's own, or one made of its name."""
        taken = {form.cleaned_data["key"] for form in self.forms}
        given = []
        for form in self.forms:
            row = dict(form.cleaned_data)
            row["key"] = row["key"] or self.key_for(row, form, taken)
            taken.add(row["key"])
            given.append(row)
        return given

    def key_for(self, row, form, taken):
        """The key of a row that is new."""
        return new_key(str(row[form.named_by]), taken)


def raw(form):
    """What was sent in the boxes of a form, as its widgets read it."""
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def new_key(name, taken, *, longest=30):
    """A key that is not taken, made of a name: letters, digits and hyphens, of at most `longest` letters."""
    base = slugify(name)[:longest].strip("-") or "baru"
    candidates = (base, *(f"{base[: longest - 3]}-{number}" for number in range(2, MOST_ROWS + 2)))
    return next(key for key in candidates if key not in taken)


def text(label, required, *, hint="", longest=None, is_long=False, is_optional=False, rows=3):
    """A box for text; `required` is the sentence for an empty one."""
    options = {"error_messages": {"required": required}}
    if longest:
        options["max_length"] = longest
        options["error_messages"]["max_length"] = _("%(label)s paling banyak %(longest)d huruf") % {
            "label": label,
            "longest": longest,
        }
    widget = forms.Textarea(attrs={"rows": rows}) if is_long else forms.TextInput(attrs={"autocomplete": "off"})
    return TextBox(label=label, help_text=hint, required=not is_optional, widget=widget, **options)


def whole(label, required, *, hint="", least=0, most=32_767, is_optional=False):
    """A box for a whole number in a range."""
    wrong = _("%(label)s harus bilangan bulat dari %(least)d sampai %(most)d") % {
        "label": label,
        "least": least,
        "most": most,
    }
    return WholeBox(
        label=label,
        help_text=hint,
        required=not is_optional,
        min_value=least,
        max_value=most,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        error_messages={"required": required, "invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


def decimal(label, required, *, hint="", least=0, most=100, is_optional=False):
    """A box for a number with at most two digits after the comma, in a range."""
    wrong = _("%(label)s harus angka dari %(least)d sampai %(most)d, paling banyak dua angka di belakang koma") % {
        "label": label,
        "least": least,
        "most": most,
    }
    messages = ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits")
    return DecimalBox(
        label=label,
        help_text=hint,
        required=not is_optional,
        min_value=least,
        max_value=most,
        max_digits=7,
        decimal_places=2,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "short"}),
        error_messages={"required": required, **dict.fromkeys(messages, wrong)},
    )
