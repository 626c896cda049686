"""Components with a body, and the addresses of lists."""

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from accounts.templatetags.components import message_banner, page_address, page_numbers, sort_address


def render(source, **context):
    return Template("{% load components %}" + source).render(Context(context))


def test_a_table_has_a_caption_and_can_be_scrolled_with_the_keyboard():
    html = render('{% table caption=caption note="dua" %}<tbody></tbody>{% endtable %}', caption="Usulan <baru>")
    assert 'tabindex="0"' in html
    assert 'role="region" aria-label="Usulan &lt;baru&gt;"' in html
    assert "<caption>Usulan &lt;baru&gt;<small>dua</small></caption><tbody></tbody>" in html


def test_a_body_is_escaped_like_any_other_template():
    assert "&lt;script&gt;" in render("{% inset %}{{ words }}{% endinset %}", words="<script>")


def test_a_page_link_keeps_the_filters():
    request = RequestFactory().get("/", {"tahun": "2019", "page": "3", "q": "antre an"})
    assert page_address(request, 4) == "?tahun=2019&page=4&q=antre+an"


def test_sorting_again_turns_round_and_starts_at_the_first_page():
    request = RequestFactory().get("/", {"sort": "judul", "page": "3"})
    assert sort_address(request, "judul") == "?sort=-judul"
    assert sort_address(request, "nilai") == "?sort=nilai"


def test_page_numbers_show_the_ends_and_the_neighbours():
    pages = Paginator(range(200), 10)
    assert page_numbers(pages.page(1)) == [1, 2, None, 20]
    assert page_numbers(pages.page(4)) == [1, 2, 3, 4, 5, None, 20]
    assert page_numbers(pages.page(20)) == [1, None, 19, 20]


def test_several_messages_share_one_banner_of_the_gravest():
    shown = message_banner([Message(constants.SUCCESS, "Disimpan"), Message(constants.WARNING, "Dua kosong")])
    assert (shown["role"], shown["heading"]) == ("attention", "Perhatian")
    assert message_banner([Message(constants.SUCCESS, "Usulan diajukan")])["role"] == "good"
    assert message_banner([Message(constants.INFO, "Tahap dibuka")])["role"] == "info"


@pytest.mark.parametrize(
    ("levels", "is_refused"),
    [
        ([], False),
        ([constants.INFO], False),
        ([constants.SUCCESS], False),
        ([constants.WARNING], True),
        ([constants.ERROR], True),
        ([constants.INFO, constants.ERROR], True),
        ([constants.SUCCESS, constants.WARNING], False),
    ],
)
def test_a_banner_tells_the_browser_where_nothing_was_done(levels, is_refused):
    assert message_banner([Message(level, "Kalimat") for level in levels])["is_refused"] is is_refused
