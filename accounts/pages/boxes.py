"""What was typed, put back into the boxes of its own form on a page that was drawn anew.

The page is one of ours, drawn by a GET, so nothing can be saved by putting anything back. Whatever the form: its boxes
are found by their names on the page itself, as a browser would find them.
"""

from collections import defaultdict
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from accounts.pages import stamps

NOT_OURS_TO_FILL = {"password", "file", "submit", "button", "image", "reset"}
CHOICES = {"radio", "checkbox"}


def fill(page, address, to, pairs, note):
    """A page with the form that posts to `to` filled with `pairs`, a note before it; and the pairs without a box.

    `address` is where the page lies: the form says so from now on, wherever the page is shown. None where the page
    has no such form, or none with a box for any of the pairs.
    """
    form = Form(page, address, to, pairs, note)
    form.feed(page)
    form.close()
    if not form.is_found or not form.filled:
        return None
    left = [
        (name, text)
        for name, texts in form.texts.items()
        if name not in form.seen
        for text in texts
        if name != stamps.END
    ]
    return form.spliced(), left


class Form(HTMLParser):
    """Reads a page and notes what changes where: (start, end, what stands there instead)."""

    def __init__(self, page, address, to, pairs, note):
        super().__init__(convert_charrefs=False)
        self.page, self.address, self.to, self.note = page, address, to, note
        self.texts = defaultdict(list)
        for name, text in pairs:
            self.texts[name].append(text)
        self.is_whole = stamps.END in self.texts
        self.seen, self.filled, self.turn = set(), set(), defaultdict(int)
        self.edits, self.lines = [], [0]
        for line in page.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.is_in_main = self.is_in_form = self.is_found = False
        self.list_name = self.text_from = None

    @property
    def here(self):
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "main":
            self.is_in_main = True
        elif tag == "form" and self.is_in_main and not self.is_found:
            self.begin(said)
        elif self.is_in_form and said.get("name") and tag in ("input", "textarea", "select"):
            getattr(self, tag)(said)
        elif self.is_in_form and tag == "option" and self.list_name:
            self.choose(said, "selected", self.list_name)

    def handle_endtag(self, tag):
        if tag == "main":
            self.is_in_main = False
        elif tag == "form":
            self.is_in_form = False
        elif tag == "select":
            self.list_name = None
        elif tag == "textarea" and self.text_from:
            start, text = self.text_from
            # The first line end in a box is the page's own, not the text's.
            self.edits.append((start, self.here, "\n" + escape(text)))
            self.text_from = None

    def begin(self, said):
        action = urljoin(self.address, said.get("action") or "")
        if said.get("method", "").lower() != "post" or urlsplit(action).path != urlsplit(self.to).path:
            return
        self.is_in_form = self.is_found = True
        self.edits.append((self.here, self.here, self.note))
        self.become("form", said | {"action": self.to, "data-came-back": self.address})

    def input(self, said):
        kind, name = said.get("type", "text").lower(), said["name"]
        if kind in NOT_OURS_TO_FILL or name in ("csrfmiddlewaretoken", stamps.END):
            return
        if kind in CHOICES:
            self.choose(said, "checked", name)
        elif name in self.texts:
            self.become("input", said | {"value": self.next_text(name)})
        elif name == stamps.FIELD:
            # What the sender was shown did not come along: whatever stands, it is something else.
            self.become("input", said | {"value": stamps.UNKNOWN})

    def textarea(self, said):
        if said["name"] in self.texts:
            self.text_from = (self.here + len(self.get_starttag_text()), self.next_text(said["name"]))

    def select(self, said):
        self.list_name = said["name"]

    def choose(self, said, mark, name):
        if name not in self.texts and not self.is_whole:
            return
        is_chosen = said.get("value", "on") in self.texts.get(name, ())
        self.note_box(name)
        said = {key: text for key, text in said.items() if key != mark}
        self.become("option" if mark == "selected" else "input", said | ({mark: None} if is_chosen else {}))

    def next_text(self, name):
        """The text for the next box of this name; several boxes of one name are filled in the order they stand."""
        turn, self.turn[name] = self.turn[name], self.turn[name] + 1
        self.note_box(name)
        texts = self.texts[name]
        return texts[min(turn, len(texts) - 1)]

    def note_box(self, name):
        self.seen.add(name)
        if name in self.texts and name != stamps.FIELD:
            self.filled.add(name)

    def become(self, tag, attrs):
        """The start tag that stands here says these attributes instead."""
        words = [tag, *(name if text is None else f'{name}="{escape(text)}"' for name, text in attrs.items())]
        self.edits.append((self.here, self.here + len(self.get_starttag_text()), f"<{' '.join(words)}>"))

    def spliced(self):
        """The page with every change made."""
        pieces, end = [], 0
        for start, stop, text in self.edits:
            pieces += [self.page[end:start], text]
            end = stop
        return "".join([*pieces, self.page[end:]])
