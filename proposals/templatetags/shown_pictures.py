"""The picture of an innovation among many."""

from django import template

from proposals.reading.public import shown

register = template.Library()


@register.simple_tag
def card_picture(entry):
    """Where the small picture of an innovation is read; "" where its owner shows none."""
    return shown.card(entry)
