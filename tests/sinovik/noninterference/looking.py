"""Somebody asks every address of the portal, those of other people's things too; what each answers, as bytes."""

import re
import time
from collections import Counter
from http.cookies import SimpleCookie
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from accounts.models import OVERSIGHT, Agency, Letter, Unit
from accounts.pages import stamps, still
from accounts.reading import between_acts, printing
from competitions.models import Requirement, Section, Stage
from proposals.models import Proposal
from sinovik import access
from sinovik.open_data import limits
from sinovik.watching import visits
from tests import once
from tests.factories import accounts

# What is drawn anew for each answer, whatever it says.
ANEW = re.compile(rb'(name="csrfmiddlewaretoken" value="|nonce="|"token": ")[^"]+')
NONCE = re.compile(r"'nonce-[^']+'")
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
HREF = re.compile(r'href="([^"]+)"')
SEARCH = re.compile(r'name="q"')
# Keys for a second factor that is set up: about nobody else, and another each time.
FOR_ONESELF = {
    f"/akun/{place}/" for place in ("pengaman/aplikasi", "pengaman/kunci", "pengaman/cadangan", "masuk/kunci")
}
# Who oversees reads the hashes of the chain. They cover commitments, each made under 32 random bytes of its own.
CHAIN = re.compile(rb"\b[0-9a-f]{64}\b|>[0-9a-f]{12}<")
NOWHERE = "tidak-ada"
HEX = "0" * 64
# So many links to pages of a kind are followed.
OF_A_KIND = 2


class Somebody:
    """One person with a session, or nobody; each question is asked as the first after signing in."""

    def __init__(self, office):
        self.client = Client(raise_request_exception=True)
        if office:
            self.client.force_login(office.user)
            accounts.fresh(self.client)
        self.office = office
        self.cookies = {name: morsel.value for name, morsel in self.client.cookies.items()}

    def ask(self, address, *, post=False):
        """Status, headers and bytes of the answer, without what is drawn anew each time."""
        self.client.cookies = SimpleCookie(self.cookies)
        cache.delete(limits.key_of("127.0.0.1", now=time.time()))
        with transaction.atomic():
            answer = self.client.post(address, {stamps.END: "1"}) if post else self.client.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            transaction.set_rollback(True)
        told = {name: value for name, value in answer.headers.items() if name != visits.HEADER}
        headers = {name: NONCE.sub("", value) for name, value in told.items()}
        body = ANEW.sub(rb"\1", body)
        if self.office and self.office.role in OVERSIGHT:
            body = CHAIN.sub(b"#", body)
        return answer.status_code, headers, body

    def letters(self):
        """What the portal wrote to them."""
        if self.office is None:
            return list(Letter.objects.filter(recipient=None).order_by("pk").values())
        return list(Letter.objects.filter(recipient=self.office.user).order_by("pk").values())


def forget():
    """What the process keeps of a database that was rolled back."""
    still.SHELF.clear()
    printing.KNOWN.clear()
    between_acts.KEPT.clear()
    ContentType.objects.clear_cache()


def doors(office):
    """Every address, those behind doors that open first: (pattern, whether it is posted to, whether the door opens)."""
    for address in access.addresses():
        if address.name == "gallery" or "(?P" in address.pattern:
            continue
        door = getattr(address.view, "door", None)
        opens = door == "public" or bool(office and (not isinstance(door, tuple) or office.role in door))
        methods = access.methods(address.view)
        if "GET" in methods:
            yield address.pattern, False, opens
        if "POST" in methods:
            yield address.pattern, True, opens


def values(world, keys):
    """What may stand in each place of an address: of the thing that is kept, of another's, and of nothing."""
    stage = world.stage or world.edition.stages.earliest("position")
    positions = Stage.objects.filter(edition=world.edition).order_by("position").values_list("position", flat=True)
    entries = [world.kept.code.lower(), NOWHERE]
    named = {
        "slug": [world.edition.slug],
        "edition": [world.edition.slug],
        "position": [stage.position, *(one for one in positions if one != stage.position)][:3],
        "stage_id": [stage.pk],
        "code": [world.kept.code, world.other.code],
        "key": [
            "ringkasan",
            *Section.objects.filter(edition=world.edition).order_by("pk").values_list("key", flat=True)[:1],
            *Requirement.objects.filter(edition=world.edition).order_by("pk").values_list("key", flat=True)[:1],
        ],
        "noun": ["inovasi", "pengumuman", "penyerahan", "pembukaan"],
        "form": ["csv", "json", "xlsx"],
        "kind": ["pdf", "docx"],
        "number": [1, 2],
        "year": [world.edition.year],
        "day": [world.now.date().isoformat()],
        "judge": [one.user_id for one in world.hands] or [world.crew.evaluators[0].user_id],
        "sha256": [HEX],
        "token": ["00000000-0000-4000-8000-000000000000"],
        "address": ["identitas", "jadwal"],
        "name": ["bintang"],
        "rubric": [NOWHERE],
    }

    def of(pattern, kind, name):
        if name.endswith("pk"):
            return keys
        if name == "slug" and "inovasi" in pattern:
            return entries
        return named.get(name, [1, 2] if kind == "int" else [NOWHERE])

    return of


def filled(pattern, of):
    """The addresses of a pattern, one after the other through the values of its places."""
    choices = [of(pattern, kind, name) for kind, name in PARAMETER.findall(pattern)]
    for turn in range(max(map(len, choices), default=1)):
        address = "/" + pattern
        for one in choices:
            address = PARAMETER.sub(str(one[turn % len(one)]), address, count=1)
        yield address


def keys():
    """The keys of every numbered row."""
    return {model: set(once.keys(model)) for model in once.tables() if once.is_numbered(model)}


def ends(there):
    """The keys at which the tables end: rows that were there."""
    return {max(one) for one in there.values() if one}


def questions(world, office, new, *, draw, share):
    """What one observer asks, drawn: (address, whether it is posted).

    `share` is the part of the addresses behind open doors that is taken; of those behind shut doors a tenth of that.
    `new` are the keys of rows that the secret made.
    """
    of = values(world, sorted(new))
    opened, shut = [], []
    for pattern, post, opens in doors(office):
        asked = ((address, post) for address in filled(pattern, of) if address not in FOR_ONESELF)
        (opened if opens else shut).extend(asked)
    taken = draw.sample(opened, round(len(opened) * share))
    return taken + draw.sample(shut, round(len(shut) * share / 10))


def answers(somebody, asked, words, *, more):
    """What they are answered, by (address, posted); links and searches that pages offer are tried besides, some."""
    told, kinds, waiting = {}, Counter(), list(asked)
    while waiting:
        address, post = waiting.pop(0)
        if (address, post) in told:
            continue
        status, headers, body = told[address, post] = somebody.ask(address, post=post)
        if post or status != 200 or not headers["Content-Type"].startswith("text/html"):
            continue
        for link in further(address, body.decode(), words):
            kind = kind_of(link)
            if (
                kind
                and urlsplit(link).path not in FOR_ONESELF
                and kinds[kind] < OF_A_KIND
                and len(told) + len(waiting) < len(asked) + more
            ):
                kinds[kind] += 1
                waiting.append((link, False))
    return told


def further(address, page, words):
    """Where a page leads in the portal, and searches for the words of the secret."""
    if SEARCH.search(page):
        yield from (f"{urlsplit(address).path}?q={quote(word)}" for word in words)
    for link in HREF.findall(page):
        way = urljoin(address, link.replace("&amp;", "&")).partition("#")[0]
        if way.startswith("/") and not way.startswith(("//", settings.STATIC_URL)):
            yield way


def kind_of(link):
    """The view behind a link with the names of its query; nothing where none is."""
    parts = urlsplit(link)
    try:
        view = resolve(parts.path).view_name
    except Resolver404:
        return None
    return view, tuple(sorted(one.partition("=")[0] for one in parts.query.split("&")))


def words_of(value):
    """The words in a secret's value, to be searched for."""
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, (tuple, list)):
        return [word for one in value for word in words_of(one)]
    return []


def names(world):
    """What people call the thing that is kept."""
    kept = Proposal.objects.get(pk=world.kept.pk)
    return [kept.code, Agency.objects.get(pk=kept.agency_id).name, Unit.objects.get(pk=kept.unit_id).name]
