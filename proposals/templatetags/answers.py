"""The answers of a section, drawn in one go: a dossier has some twenty."""

from django import template
from django.template.defaultfilters import linebreaks
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from accounts.templatetags.numbers import number

register = template.Library()


@register.simple_tag
def answers_of(chapter):
    """Every answer of a section below its question, with its length."""
    answer = '<h3>{}</h3>\n<div class="prose">\n{}\n</div>\n<p class="secondary">{}</p>'
    length = _("%(written)s kata, maks. %(limit)s")
    nothing = format_html('<p class="secondary">{}</p>', _("Tidak diisi"))
    return format_html_join(
        "\n",
        answer,
        (
            (
                one.prompt,
                linebreaks(one.text) if one.text else nothing,
                length % {"written": number(one.word_count), "limit": number(one.max_words)},
            )
            for one in chapter.replies
        ),
    )
