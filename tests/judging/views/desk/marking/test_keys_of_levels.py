"""The keys that mark are one a level, and none of them leads about the card."""

import re

from django.conf import settings

from judging.forms.scorecard import LEVEL_KEYS

LETTER = re.compile(r'^        "?([a-z?])"?: \S', re.MULTILINE)


def test_no_key_does_two_things():
    leading = set(LETTER.findall((settings.BASE_DIR / "static/js/card.js").read_text(encoding="utf-8")))
    assert {"n", "p", "k", "s", "?"} <= leading
    assert len(set(LEVEL_KEYS)) == len(LEVEL_KEYS) > 20
    assert not leading & set(LEVEL_KEYS)
