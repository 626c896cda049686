"""The tags that keep what they found say what Django's own say."""

import pytest
from django.core.checks import run_checks
from django.http import HttpResponse
from django.template import Context, Engine
from django.test import override_settings
from django.urls import NoReverseMatch, path
from django.utils import translation

OWN = Engine(
    builtins=["accounts.templatetags.addresses"], libraries={"i18n": "accounts.templatetags.sentences"}, debug=False
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
