"""Boxes of forms, and fields without a fault, written without a template each: a card of seven criteria has some fifty.

What is written is what the templates of `django/forms/` say, ours before Django's; a test compares them letter by
letter.
"""

from django.forms.renderers import TemplatesSetting
from django.utils.formats import localize
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeData, mark_safe
from django.utils.translation import gettext as _

# The server decides, keeps the answer and says what to correct: see attrs.html.
LEFT_OUT = {"required", "maxlength", "minlength", "placeholder"}
FIELD, FAULTS = "django/forms/field.html", "django/forms/errors/list/default.html"


class WrittenWidgets(TemplatesSetting):
    """Writes plain widgets itself, and plain fields; every other form, field and widget has its template."""

    def render(self, template_name, context, request=None):
        if write := WRITERS.get(template_name):
            return mark_safe(write(context["widget"]).strip())  # noqa: S308 - each value is escaped where it is put
        if template_name == FAULTS and not context["errors"]:
            return mark_safe("")
        if template_name == FIELD and is_plain(context["field"]):
            return mark_safe(one_field(context["field"]))  # noqa: S308 - as above
        return super().render(template_name, context, request)


def is_plain(bound):
    """Whether a field is one box with its label, at most a hint, and nothing else."""
    return not (bound.use_fieldset or bound.errors or getattr(bound.field, "word_limit", None))


def one_field(bound):
    """A plain field: label, hint and box; of a box to tick the label comes after it."""
    kind, name, label = bound.widget_type, as_said(bound.id_for_label), as_said(bound.label)
    css = bound.css_classes()
    told = str(bound.help_text)
    hint = f'\n      <div class="field-hint" id="{as_said(bound.auto_id)}_helptext">{told}</div>\n    ' if told else ""
    opening = f'<div class="field field-{as_said(kind)}{f" {as_said(css)}" if css else ""}">\n  '
    if kind == "checkbox":
        box = f'<div class="choice">\n      {bound}\n      <label for="{name}">{label}</label>\n    </div>'
        return f"{opening}\n    \n    {box}\n    {hint}\n  \n</div>"
    optional = "" if bound.field.required else f' <span class="optional">{_("(opsional)")}</span>'
    labelled = f'<label class="field-label" for="{name}">{label}{optional}</label>'
    return f"{opening}\n    \n      {labelled}\n    \n    {hint}\n    \n    {bound}\n    \n    \n  \n</div>"


def as_text(value):
    """A value of an attribute as its text, whatever the language."""
    return value if isinstance(value, SafeData) else escape(str(value))


def as_said(value):
    """Words, or a number in the manner of the language."""
    return conditional_escape(localize(value))


def attributes(widget):
    """The attributes of a tag, each with a space before it, and the end of the line that they are."""
    told = "".join(
        f" {name}" if value is True else f' {name}="{as_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False and name not in LEFT_OUT
    )
    return f"{told}\n"


def one_input(widget):
    """A box that is one tag."""
    value = "" if widget["value"] is None else f' value="{as_text(widget["value"])}"'
    return f'<input type="{as_said(widget["type"])}" name="{as_said(widget["name"])}"{value}{attributes(widget)}>'


def text_area(widget):
    """A box of several lines."""
    text = as_said(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{as_said(widget["name"])}"{attributes(widget)}>\n{text}</textarea>'


def one_choice(widget):
    """A button or box to choose, with its label where it is not put beside it."""
    if not widget.get("wrap_label"):
        return one_input(widget)
    name = f' for="{as_said(widget["attrs"]["id"])}"' if widget["attrs"].get("id") else ""
    return f"{one_input(widget)}\n<label{name}>{as_said(widget['label'])}</label>"


def choices(widget):
    """All that may be chosen, in their groups."""
    name = f' id="{as_said(widget["attrs"]["id"])}"' if widget["attrs"].get("id") else ""
    groups = "".join(
        (f'<p class="choices-group">{as_said(group)}</p>' if group else "")
        + "".join(f'<div class="choice">{one_choice(option)}\n\n</div>' for option in options)
        for group, options, _index in widget["optgroups"]
    )
    return f'<div{name} class="choices">{groups}</div>'


def selection(widget):
    """A list that opens, of which one line is taken."""
    lines = "".join(group_of_lines(group, options) for group, options, _index in widget["optgroups"])
    return f'<select name="{as_said(widget["name"])}"{attributes(widget)}>{lines}\n</select>'


def group_of_lines(group, options):
    """The lines of one group, or those of none."""
    lines = "".join(
        f'\n  <option value="{as_text(one["value"])}"{attributes(one)}>{as_said(one["label"])}</option>\n'
        for one in options
    )
    return f'\n  <optgroup label="{as_said(group)}">{lines}\n  </optgroup>' if group else lines


INPUTS = (
    *("text", "number", "email", "url", "password", "hidden", "search", "tel", "color"),
    *("date", "datetime", "time", "checkbox", "file"),
)
WRITERS = {
    f"django/forms/widgets/{name}.html": write
    for name, write in (
        *((name, one_input) for name in INPUTS),
        ("textarea", text_area),
        ("radio_option", one_choice),
        ("checkbox_option", one_choice),
        ("radio", choices),
        ("checkbox_select", choices),
        ("select", selection),
    )
}
