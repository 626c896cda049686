"""The keys that mark are one a level, and none of them leads about the card."""

import re

from django.contrib.staticfiles import finders

from judging.forms.scorecard import LEVEL_KEYS

SCRIPT = "js/card.js"
LETTER = re.compile(r'^        "?([a-z?])"?: \S', re.MULTILINE)


def test_no_key_does_two_things():
    with open(finders.find(SCRIPT), encoding="utf-8") as script:
        leading = LETTER.findall(script.read())
    assert {"n", "p", "k", "s", "?"} <= set(leading)
    assert len(set(LEVEL_KEYS)) == len(LEVEL_KEYS) > 20
    assert not set(leading) & set(LEVEL_KEYS)
