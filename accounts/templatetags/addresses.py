"""Django's `url`, which keeps what it found: a page has some thirty addresses, and each is looked for in all there are.

It stands in every template (`builtins` in the settings).
"""

from django import template
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as written
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from accounts.pages import addresses

register = template.Library()


class KeptAddress(URLNode):
    """An address by the name of its page and by plain values; all else is left to Django."""

    def render(self, context):
        """What Django's own would give."""
        values = [self.view_name.resolve(context), *(one.resolve(context) for one in self.args)]
        if self.kwargs or not addresses.is_plain(values):
            return super().render(context)
        try:
            found = addresses.of(*values, place=place_of(context))
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


@register.tag
def url(parser, token):
    """`{% url "name" value %}`, as Django's."""
    node = written(parser, token)
    return KeptAddress(node.view_name, node.args, node.kwargs, node.asvar)
