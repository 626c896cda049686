"""The tags that keep what they found say what Django's own say."""

from functools import partial

import pytest
from django.core.checks import run_checks
from django.http import HttpResponse
from django.template import Context, Engine, engines
from django.template.base import TextNode, VariableNode
from django.template.defaulttags import CommentNode, ForNode, IfNode, LoadNode
from django.template.library import SimpleBlockNode
from django.template.loader import get_template
from django.template.loader_tags import IncludeNode
from django.templatetags.i18n import BlockTranslateNode
from django.templatetags.static import StaticNode
from django.test import override_settings
from django.urls import NoReverseMatch, path
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from accounts.templatetags.addresses import KeptAddress
from accounts.templatetags.components import disclosure
from accounts.templatetags.pieces import PIECES, KeptPiece
from accounts.templatetags.sentences import KeptWords

OWN = Engine(
    builtins=["accounts.templatetags.addresses", "accounts.templatetags.pieces"],
    libraries={"i18n": "accounts.templatetags.sentences"},
    debug=False,
)
DJANGOS = Engine(libraries={"i18n": "django.templatetags.i18n"}, debug=False)
# Other addresses than the portal's, for one of the tests.
urlpatterns = [path("lain/", HttpResponse, name="about")]
SOURCES = [
    '{% url "home" %}',
    '{% url "about" %}',
    '{% url "judging:scorecard" slug 2 code %}',
    '{% url "judging:scorecard" slug=slug position=2 code=code %}',
    "{% url name as there %}[{{ there }}]",
    '{% url "nowhere" as there %}[{{ there }}]',
    '{% load i18n %}{% translate "Simpan" %}',
    "{% load i18n %}{% trans 'Kembali ke daftar' as said %}[{{ said }}]",
    '{% load i18n %}{% translate "100%% & lebih" %}',
    '{% load i18n %}{% translate "Simpan" noop %}{% translate "Simpan"|upper %}{% translate name %}',
    '{% load i18n %}{% autoescape off %}{% translate "a < b" %}{% endautoescape %}{% translate "a < b" %}',
    "{% load i18n %}{% blocktranslate %}{{ name }} kata{% endblocktranslate %}",
]


def drawn(engine, source, **values):
    template = engine.from_string(source)
    return [template.render(Context({"name": "home", "slug": "kipp", "code": "K-1", **values})) for _again in range(2)]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_kept_is_what_django_says(source, language):
    with translation.override(language):
        assert drawn(OWN, source) == drawn(DJANGOS, source)


def test_words_follow_the_language():
    template = OWN.from_string('{% load i18n %}{% translate "Simpan" %}')
    with translation.override("id"):
        assert template.render(Context()) == "Simpan"
    with translation.override("en"):
        assert template.render(Context()) == "Save"


@pytest.mark.parametrize("value", [1, "1", True, "a-b"])
def test_equal_values_that_are_written_differently_are_told_apart(value):
    source = '{% url "judging:stage" value 1 as there %}{{ there }}'
    for before in (1, "1", True):
        drawn(OWN, source, value=before)
    assert drawn(OWN, source, value=value) == drawn(DJANGOS, source, value=value)


def test_an_address_that_is_nowhere_is_an_error_as_ever():
    with pytest.raises(NoReverseMatch):
        drawn(OWN, '{% url "nowhere" %}')


def test_other_addresses_are_other_addresses():
    """Two sets of addresses in one process do not mix."""
    source = '{% url "about" %}'
    assert drawn(OWN, source) == drawn(DJANGOS, source)
    with override_settings(ROOT_URLCONF="tests.accounts.templatetags.test_kept_tags"):
        assert drawn(OWN, source) == ["/lain/", "/lain/"]


def test_no_other_library_stands_in_the_place_of_another(settings):
    """What the silenced check would say: one name, one library, but for ours in the place of Django's."""
    settings.SILENCED_SYSTEM_CHECKS = []
    told = [str(one.msg) for one in run_checks(tags=["templates"]) if one.id == "templates.W003"]
    assert len(told) == 1
    assert "'accounts.templatetags.sentences', 'django.templatetags.i18n'" in told[0]


# What a piece may be made of: it gives the same for the same values. Of single tags only these.
STANDING = (TextNode, VariableNode, CommentNode, ForNode, IfNode, LoadNode, BlockTranslateNode, StaticNode)
OWN_TAGS, FILTERS = {disclosure}, {"upper", "linebreaks", "stringformat"}


@pytest.mark.parametrize("name", sorted(PIECES))
def test_a_piece_depends_on_its_values_alone(name):
    for node in every_node(get_template(name).template):
        if isinstance(node, SimpleBlockNode):
            assert node.func in OWN_TAGS
        else:
            assert isinstance(node, (*STANDING, KeptAddress, KeptWords, KeptPiece)), node
        if isinstance(node, VariableNode):
            assert {one.__name__ for one, _values in node.filter_expression.filters} <= FILTERS


def every_node(holder):
    """Every node of a template, those within others too."""
    for node in holder.nodelist if hasattr(holder, "nodelist") else ():
        yield from node.get_nodes_by_type(object)


PART = {"key": "kebaruan", "title": "<b>Kebaruan</b> & manfaat", "weight": "12,5", "number": 2}
BARE = PART | {"weight": "", "number": 0}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", sorted(PIECES))
@pytest.mark.parametrize(
    "values",
    [
        {"is_blind": True, "guide": "<b>Baca & nilai</b>\n\nDua", "levels": "123", "is_alone": 1} | PART,
        {"is_blind": 1, "guide": mark_safe("<b>Baca</b>"), "levels": "12", "is_alone": ""}
        | PART
        | {"weight": "", "number": 0},
        {"is_blind": False, "guide": gettext_lazy("Simpan"), "levels": ["a", "b"], "is_alone": None} | PART,
    ],
)
def test_a_kept_piece_says_what_djangos_include_says(name, values, language):
    source = f'{{% include "{name}" with {" ".join(f"{key}={key}" for key in values)} only %}}'
    drawn_by = [engines["django"].engine.from_string(source)]
    assert [type(one) for one in drawn_by[0].nodelist] == [KeptPiece]
    drawn_by.append(engines["django"].engine.from_string(source))
    drawn_by[1].nodelist[0].render = partial(IncludeNode.render, drawn_by[1].nodelist[0])
    with translation.override(language):
        told = [template.render(Context(values)) for template in drawn_by for _again in range(2)]
    assert len(set(told)) == 1
    assert told[0]


def test_a_piece_that_sees_the_page_is_not_kept():
    template = engines["django"].engine.from_string('{% include "judging/scorecards/guide.html" %}')
    assert [type(one) for one in template.nodelist] == [IncludeNode]
    assert "Baca & nilai" not in template.render(Context({"guide": "Lain"}))
    assert "Lain" in template.render(Context({"guide": "Lain"}))
