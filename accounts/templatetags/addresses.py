"""Django's `url`, which keeps what it found: a page has some thirty addresses, and each is looked for in all there are.

It stands in every template (`builtins` in the settings).
"""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as written
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

PLAIN = {str, SafeString, int}


class KeptAddress(URLNode):
    """An address by the name of its page and by plain values; all else is left to Django."""

    def render(self, context):
        """What Django's own would give."""
        values = [self.view_name.resolve(context), *(one.resolve(context) for one in self.args)]
        if self.kwargs or not all(type(one) in PLAIN for one in values):
            return super().render(context)
        try:
            found = address(
                get_urlconf(settings.ROOT_URLCONF), get_script_prefix(), get_language(), place_of(context), *values
            )
        except NoReverseMatch:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


def place_of(context):
    """Where the page stands that leads there, for a name that several places have."""
    request = getattr(context, "request", None)
    try:
        return request.current_app
    except AttributeError:
        return getattr(getattr(request, "resolver_match", None), "namespace", None)


# Typed: 1 and True are equal, and are written differently.
@lru_cache(maxsize=8192, typed=True)
def address(_urls, _prefix, _language, place, name, *values):
    """The address of a page, among these addresses, below that prefix and in that language."""
    return reverse(name, args=values, current_app=place)


@register.tag
def url(parser, token):
    """`{% url "name" value %}`, as Django's."""
    node = written(parser, token)
    return KeptAddress(node.view_name, node.args, node.kwargs, node.asvar)
