"""Keys of partners over HTTP: given and shown once, what they open, and what is said when they do not."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from redis.exceptions import ConnectionError as NoCache

from accounts.domain.partners import keys
from accounts.models import Event, PartnerKey, Role
from accounts.rules import Refused
from accounts.rules import partners as rules
from proposals.models import CatalogueEntry
from sinovik.open_data import limits
from sinovik.open_data.datasets import DATASETS, FOR_PARTNERS
from tests.factories import accounts, catalogue, competitions
from tests.pages import send, text_of
from tests.sinovik.test_api import edition  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
FEED = "/api/v1/mitra-jippnas/"
OFFICE = {"name": "Dinas Uji", "address": "Jalan Uji 1", "phone": "021 555", "email": "dinas@contoh.go.id"}


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


def give(admin, *reads, editions=(), days=30, partner="LAN, JIPPNas"):
    at = timezone.now()
    until = timezone.localdate(at) + timedelta(days=days)
    return keys.give(partner, "Katalog nasional", reads=reads, editions=editions, until=until, by=admin, at=at)


def read(client, path, secret="", status=200, **headers):
    shown = {"authorization": f"Bearer {secret}"} if secret else {}
    answer = client.get(path, headers={**shown, **headers})
    assert answer.status_code == status, answer.content
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return answer


def told(client, path, secret="", status=401):
    answer = read(client, path, secret, status)
    assert answer.headers["Cache-Control"] == "no-store"
    assert ("WWW-Authenticate" in answer.headers) == (status == 401)
    return answer.json()["message"]


def sent(admin, client, **said):
    client.force_login(admin.user)
    accounts.fresh(client)
    until = timezone.localdate() + timedelta(days=30)
    filled = {"partner": "LAN", "purpose": "Katalog", "reads": ["edisi"], "until": f"{until:%d/%m/%Y}"}
    return send(client, reverse("partner_key_giving"), {**filled, **said})


def test_a_key_is_shown_once_and_kept_as_its_hash_alone(client, admin, edition):  # noqa: F811
    page = sent(admin, client, editions=["kipp-uji"])
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    [secret] = set(re.findall(r"sinovik_[\w-]{43}", page.content.decode()))
    key = PartnerKey.objects.get()
    assert (key.partner, key.reads, key.editions) == ("LAN", ["edisi"], ["kipp-uji"])
    assert keys.found(secret) == key
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(k)::text FROM accounts_partnerkey k")
        assert secret not in cursor.fetchone()[0]
    event = Event.objects.get(name="partner_key.given")
    assert secret not in event.body
    assert event.actor_id == admin.user_id
    listed = client.get(reverse("partner_keys"))
    assert secret not in listed.content.decode()
    assert "KIPP Uji" in text_of(listed)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"reads": []}, "Pilih paling sedikit satu data"),
        ({"reads": ["nilai"]}, "Pilih dari daftar ini saja"),
        ({"partner": ""}, "Isi nama mitranya"),
        ({"until": "1/1/2020"}, "Pilih tanggal sesudah hari ini"),
        ({"until": "1/1/2099"}, "paling lama setahun"),
        ({"until": "kapan saja"}, "Tulis tanggal sebagai hari/bulan/tahun"),
    ],
)
def test_what_is_missing_is_said_and_no_key_is_made(client, admin, said, words):
    page = sent(admin, client, **said)
    assert page.status_code == 422
    assert words in text_of(page)
    assert not PartnerKey.objects.exists()


def test_a_partner_holds_one_key_at_a_time(admin):
    key, _secret = give(admin, "edisi", partner="LAN")
    with pytest.raises(Refused) as refused:
        give(admin, "edisi", partner=" lan ")
    assert refused.value.refusal is rules.HAS_A_KEY
    keys.revoke(key, "Diganti.", by=admin, at=timezone.now())
    assert give(admin, "edisi", partner="lan")[0].pk != key.pk


@pytest.mark.parametrize("wrong", [{"reads": []}, {"days": 0}, {"days": 400}, {"revoked_at": competitions.DURING}])
def test_postgresql_holds_what_a_key_is(admin, wrong):
    key, _secret = give(admin, "edisi")
    if "days" in wrong:
        wrong = {"until": key.since + timedelta(days=wrong["days"])}
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerKey.objects.filter(pk=key.pk).update(**wrong)


def test_a_revoked_key_opens_nothing_from_that_moment(client, admin, edition):  # noqa: F811
    key, secret = give(admin, "edisi")
    read(client, "/api/v1/edisi/", secret)
    client.force_login(admin.user)
    accounts.fresh(client)
    address = reverse("partner_key_revocation", args=[key.pk])
    assert client.post(address, {"reason": " "}).status_code == 200
    assert send(client, address, {"reason": "Kuncinya bocor."}).status_code == 302
    assert "sudah dicabut" in told(client, "/api/v1/edisi/", secret)
    assert Event.objects.get(name="partner_key.revoked").particulars["reason"] == "Kuncinya bocor."
    assert "Kuncinya bocor." in text_of(client.get(reverse("partner_keys")))


def test_a_key_that_does_not_stand_is_told_why(client, admin, edition):  # noqa: F811
    _key, secret = give(admin, "edisi", "mitra-jippnas", days=3)
    read(client, "/api/v1/edisi/")
    for wrong in ("x", f"{secret}x", secret[:-1], "%00", "a" * 5000):
        assert "tidak dikenal" in told(client, "/api/v1/edisi/", wrong)
    assert "not known" in told(client, "/en/api/v1/edisi/", "x")
    assert "hanya untuk mitra" in told(client, FEED)
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        assert "sudah habis" in told(client, FEED, secret)
        assert "sudah habis" in told(client, "/data/edisi.csv", secret)


@pytest.mark.parametrize("noun", [*DATASETS, *FOR_PARTNERS])
def test_a_key_opens_what_it_says_and_nothing_else(client, admin, edition, noun):  # noqa: F811
    _key, own = give(admin, noun, partner="Sendiri")
    others = [one for one in (*DATASETS, *FOR_PARTNERS) if one != noun]
    _key, other = give(admin, *others, partner="Lain")
    assert read(client, f"/api/v1/{noun}/", own).json()["total"] >= 0
    assert "tidak mencakup data itu" in told(client, f"/api/v1/{noun}/", other, 403)
    if noun in DATASETS:
        assert b"".join(read(client, f"/data/{noun}.json", own).streaming_content)
        assert "tidak mencakup data itu" in told(client, f"/data/{noun}.json", other, 403)
        assert read(client, f"/api/v1/{noun}/", own).json() == read(client, f"/api/v1/{noun}/").json()
    else:
        assert client.get(f"/data/{noun}.json", headers={"authorization": f"Bearer {own}"}).status_code == 404


def test_a_key_of_some_editions_reads_those_alone(client, admin, edition):  # noqa: F811
    competitions.sighted(slug="kipp-lain", name="KIPP Lain", year=2025)
    _key, secret = give(admin, "tahap", "inovasi", editions=["kipp-uji"])
    assert read(client, "/api/v1/tahap/?edisi=kipp-uji", secret).json()["data"]
    assert "tidak mencakup edisi itu" in told(client, "/api/v1/tahap/?edisi=kipp-lain", secret, 403)
    assert "sebagian edisi" in told(client, "/api/v1/tahap/", secret, 403)
    assert "sebagian edisi" in told(client, "/data/tahap.csv", secret, 403)
    assert read(client, "/api/v1/inovasi/", secret).json()["data"]


@pytest.fixture
def shown(edition):  # noqa: F811
    """Innovations of two editions that are no examples, one of which names the office to ask."""
    found = {}
    for slug, year in (("kipp-satu", 2024), ("kipp-dua", 2025)):
        made = competitions.sighted(slug=slug, name=slug, year=year)
        [row] = catalogue.proposals(made, [accounts.agency()], title=f"Inovasi {slug}")
        found[slug] = catalogue.earlier_entry(slug=f"inovasi-{slug}", year=year, proposal=row, title=row.title)
    CatalogueEntry.objects.filter(pk=found["kipp-satu"].pk).update(office=OFFICE)
    return found


def test_partners_read_the_office_that_its_owner_lets_be_shown(client, admin, shown):
    _key, secret = give(admin, "mitra-jippnas")
    rows = {one["id"]: one for one in read(client, FEED, secret).json()["data"]}
    told_of, silent = rows["inovasi-kipp-satu"], rows["inovasi-kipp-dua"]
    assert {name: told_of[name] for name in told_of if name.startswith("office")} == {
        "office": OFFICE["name"],
        **{f"office_{part}": OFFICE[part] for part in ("address", "phone", "email")},
    }
    assert {silent[name] for name in silent if name.startswith("office")} == {""}
    assert (told_of["interests"], told_of["agreements"]) == (0, 0)
    # The number of a proposal would say whose it was while judges read blind.
    assert "registration" not in told_of
    assert "Dinas Uji" not in client.get("/api/v1/jippnas/").content.decode()
    CatalogueEntry.objects.filter(slug="inovasi-kipp-satu").update(office={})
    assert "Dinas Uji" not in read(client, FEED, secret).content.decode()


def test_the_feed_of_a_key_of_some_editions_holds_those_alone(client, admin, shown):
    _key, secret = give(admin, "mitra-jippnas", editions=["kipp-satu"])
    assert [one["id"] for one in read(client, FEED, secret).json()["data"]] == ["inovasi-kipp-satu"]
    assert read(client, f"{FEED}?edisi=kipp-satu", secret).json()["total"] == 1
    assert "tidak mencakup edisi itu" in told(client, f"{FEED}?edisi=kipp-dua", secret, 403)


def test_what_a_partner_read_is_given_to_nobody_else(client, admin, shown):
    _key, secret = give(admin, "mitra-jippnas", "inovasi")
    first = read(client, FEED, secret)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in first.headers["Vary"]
    assert "hanya untuk mitra" in told(client, FEED)
    known = {"if-none-match": first.headers["ETag"]}
    assert client.get(FEED, headers={"authorization": f"Bearer {secret}", **known}).status_code == 304
    # What everybody reads is kept, and yet a wrong key is seen before it is given.
    public = client.get("/api/v1/inovasi/")
    assert "Authorization" in public.headers["Vary"]
    assert "tidak dikenal" in told(client, "/api/v1/inovasi/", "salah")
    assert read(client, "/api/v1/inovasi/", secret).headers["Cache-Control"] == "private, no-cache"
    assert client.get("/api/v1/inovasi/").headers["Cache-Control"].startswith("public")


def test_partners_may_ask_for_more_and_are_counted_by_their_key(client, admin, edition, monkeypatch):  # noqa: F811
    key, secret = give(admin, "edisi")
    monkeypatch.setattr(limits, "DRAWN", 1)
    monkeypatch.setattr(limits, "PARTNER", 3)
    monkeypatch.setattr(limits, "SECONDS", 4 * 10**8)
    for name in ("127.0.0.1", f"key-{key.pk}"):
        cache.delete(limits.key_of(name, now=timezone.now().timestamp()))
    for _again in range(3):
        read(client, "/api/v1/edisi/", secret)
    assert "dengan kunci ini" in told(client, "/api/v1/edisi/", secret, 429)
    # Whoever tries keys waits like anybody.
    told(client, "/api/v1/edisi/", "x")
    assert "jaringan Anda" in told(client, "/api/v1/edisi/", "x", 429)


def test_the_last_use_is_known_and_nobody_minds_a_cache_that_is_away(client, admin, edition, monkeypatch):  # noqa: F811
    key, secret = give(admin, "edisi")
    assert keys.last_uses([key]) == {}
    before = timezone.now()
    with CaptureQueriesContext(connection) as asked:
        read(client, "/api/v1/edisi/", secret)
    assert not [one for one in asked if one["sql"].startswith(("INSERT", "UPDATE"))]
    assert before <= keys.last_uses([key])[key.pk] <= timezone.now()
    client.force_login(admin.user)
    assert "Belum diketahui" not in text_of(client.get(reverse("partner_keys")))

    def away(*_args, **_kwargs):
        raise NoCache

    for name in ("get", "set", "get_many", "add", "incr"):
        monkeypatch.setattr(cache, name, away, raising=False)
    read(client, "/api/v1/edisi/", secret)
    assert keys.last_uses([key]) == {}


def test_the_description_says_how_a_key_is_shown(client, admin):
    said = client.get("/api/v1/openapi.json").json()
    assert said["components"]["securitySchemes"] == {"kunci_mitra": {"type": "http", "scheme": "bearer"}}
    assert said["paths"][FEED]["get"]["security"] == [{"kunci_mitra": []}]
    assert said["paths"]["/api/v1/edisi/"]["get"]["security"] == [{}, {"kunci_mitra": []}]
    asked = client.options("/api/v1/edisi/", headers={"origin": "https://contoh.go.id"})
    assert "Authorization" in asked.headers["Access-Control-Allow-Headers"]
    _key, secret = give(admin, "tahap")
    read(client, "/api/v1/openapi.json", secret)


@pytest.mark.parametrize("role", Role)
def test_who_sees_and_gives_keys(client, role):
    client.force_login(accounts.membership(role).user)
    seen, given = client.get(reverse("partner_keys")).status_code, client.get(reverse("partner_key_giving")).status_code
    assert (seen == 200) == (role in {Role.MINISTRY_ADMIN, Role.AUDITOR})
    assert (given == 200) == (role == Role.MINISTRY_ADMIN)
