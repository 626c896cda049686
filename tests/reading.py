"""A page read as a tree: its elements, its links, and what it says in which language."""

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "rect", "line", "wbr"}


class Node:
    def __init__(self, tag, attrs, parent):
        self.tag, self.attrs, self.parent, self.children = tag, dict(attrs), parent, []

    def all(self):
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.all()

    def first(self, tag="", css=""):
        return next((one for one in self.all() if one.tag == (tag or one.tag) and css in one.classes), None)

    def above(self, tag="", css=""):
        one = self.parent
        while one and not (one.tag == (tag or one.tag) and css in one.classes):
            one = one.parent
        return one

    @property
    def language(self):
        """The language that it, or the nearest element above it that says so, is in."""
        one = self
        while one and "lang" not in one.attrs:
            one = one.parent
        return one.attrs["lang"] if one else ""

    @property
    def classes(self):
        return ["", *(self.attrs.get("class") or "").split()]

    @property
    def text(self):
        """What is seen of it."""
        if "visually-hidden" in self.classes:
            return ""
        return " ".join("".join(one if isinstance(one, str) else one.text for one in self.children).split())


class Tree(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.root = self.at = Node("", (), None)
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        node = Node(tag, attrs, self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag, attrs):
        self.at.children.append(Node(tag, attrs, self.at))

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.at = (self.at.above(tag) if self.at.tag != tag else self.at).parent

    def handle_data(self, data):
        self.at.children.append(data)


def links(page, path):
    """Every way on from a page: (the node, its address)."""
    for node in Tree(page).root.all():
        href = node.attrs.get("href") if node.tag == "a" else None
        if href and not href.startswith(("#", "mailto:", "tel:", "data:")) and not urlsplit(href).netloc:
            # As browsers read it, "?" is the same page without its query; urljoin keeps the query.
            yield node, urlsplit(path).path if href == "?" else urljoin(path, href)


# What no reader meets: names for machines, and what people typed.
UNSPOKEN = {"script", "style", "textarea", "template"}
SPOKEN = ("title", "alt", "aria-label", "aria-description", "placeholder", "content")


def shown(page, language):
    """What a page shows in a language: (the element, one text of it)."""
    for node in Tree(page).root.all():
        if node.tag not in UNSPOKEN and node.language == language:
            for text in node.children:
                if isinstance(text, str) and text.strip():
                    yield node, " ".join(text.split())


def told(page, language):
    """What a page says in a language without showing it, to machines and to who listens: (the element, one text)."""
    for node in Tree(page).root.all():
        if node.language != language:
            continue
        for name, text in node.attrs.items():
            is_button = name == "value" and node.attrs.get("type") in ("submit", "button")
            if text and text.strip() and (name in SPOKEN or name.startswith("data-") or is_button):
                yield node, " ".join(text.split())
