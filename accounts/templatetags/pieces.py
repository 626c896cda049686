"""Django's `include`, which keeps what it drew of some pieces: a page has a dozen that are the same on every page.

It stands in every template (`builtins` in the settings). A piece that is kept sees its own values alone (`only`), and a
test holds that its template asks nobody for anything besides: no clock, no database, no request.
"""

from django import template
from django.conf import settings
from django.template.loader_tags import IncludeNode, do_include
from django.utils.functional import Promise
from django.utils.translation import get_language

from accounts.kept import Drawer
from accounts.pages import addresses
from accounts.templatetags.addresses import place_of

register = template.Library()

PIECES = frozenset(
    {
        "components/end_mark.html",
        "components/footer.html",
        "components/kept_offer.html",
        "components/own_places.html",
        "components/typing_state.html",
        "components/wordmark.html",
        "judging/scorecards/guide.html",
        "judging/scorecards/keys_told.html",
        "proposals/chapter_head.html",
        "proposals/no_evidence.html",
    }
)
PLAIN = addresses.PLAIN | {bool, type(None)}
# So many drawings of each place in a template.
ROOM = 64


class KeptPiece(IncludeNode):
    """An include whose drawing depends on its values, the language and nothing else."""

    def __init__(self, node):
        super().__init__(node.template, extra_context=node.extra_context, isolated_context=True)
        self.drawn = Drawer(room=ROOM)

    def render(self, context):
        """What Django's own would draw."""
        values = [as_plain(one.resolve(context)) for one in self.extra_context.values()]
        # Who works on the pieces sees them at once.
        if settings.DEBUG or not all(type(one) in PLAIN for one in values):
            return super().render(context)
        told = tuple((type(one), one) for one in values)
        key = (get_language(), context.autoescape, place_of(context), told)
        return self.drawn.by(key, lambda: super(KeptPiece, self).render(context))


def as_plain(value):
    """Words that wait for their language, in that of the page; every other value as it is."""
    return str(value) if isinstance(value, Promise) else value


@register.tag
def include(parser, token):
    """`{% include "piece.html" with name=value only %}`, as Django's."""
    node = do_include(parser, token)
    return KeptPiece(node) if node.isolated_context and node.template.var in PIECES else node
