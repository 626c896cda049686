"""Words of one language on pages of another."""

from django import template

from accounts import language

register = template.Library()

# {{ entry.title|indonesian }}: what the contest's people wrote, on a page that may be English.
register.filter("indonesian", language.indonesian)
register.filter("plain_text", language.plain_text)
