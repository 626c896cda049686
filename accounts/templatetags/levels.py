"""The levels of a scale, drawn in one go: a card has some forty of them."""

from django import template
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join

register = template.Library()


@register.simple_tag
def levels_of(field):
    """Every level of a radio field with its button; a label is text, or has a mark, a name and an anchor."""
    drawn = '<div class="level">\n{}\n<label for="{}">{}</label>\n</div>'
    return format_html_join("\n", drawn, ((one.tag(), one.id_for_label, said(one.choice_label)) for one in field))


def said(label):
    """What stands beside a button."""
    if not getattr(label, "anchor", ""):
        return label
    name = format_html(' <span class="level-name">{}</span>', label.name) if label.name else ""
    told = '<span class="level-mark">{}</span>{}\n<span class="level-anchor">{}</span>'
    return format_html(told, localize(label.mark), name, label.anchor)
