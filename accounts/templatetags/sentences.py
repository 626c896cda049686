"""Django's `i18n`, whose `translate` keeps what it said: a card has a hundred such words, the same each time.

It stands in the place of Django's (`libraries` in the settings).
"""

from django import template
from django.conf import settings
from django.templatetags import i18n
from django.utils.translation import get_language

register = template.Library()
register.tags |= i18n.register.tags
register.filters |= i18n.register.filters


class KeptWords(i18n.TranslateNode):
    """Words that stand in the template itself, and are the same in a language whenever they are said."""

    def __init__(self, node):
        # Under no name: Django's gives the words themselves.
        super().__init__(node.filter_expression, node.noop)
        self.name, self.said = node.asvar, {}

    def render(self, context):
        """What Django's own would say."""
        key = get_language(), context.autoescape
        words = self.said.get(key)
        if words is None:
            words = super().render(context)
            # Who works on the words sees them at once.
            if not settings.DEBUG:
                self.said[key] = words
        if not self.name:
            return words
        context[self.name] = words
        return ""


@register.tag("translate")
@register.tag("trans")
def translate(parser, token):
    """`{% translate "words" %}`, as Django's; what is no plain words is left to it."""
    node = i18n.do_translate(parser, token)
    asked = node.filter_expression
    is_plain = isinstance(asked.var.literal, str) and not asked.filters and not node.message_context
    return KeptWords(node) if is_plain else node
