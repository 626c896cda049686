"""What the catalogue costs the server: lists, searches and counts on their choices, with 3,000 and 100,000 entries.

Run it with REDIS_URL and SECRET_KEY of any portal, DATABASE_URL of the owner of its tables and
WHITENOISE_USE_FINDERS=1; what it writes is taken back:

    python bench/public.py [rounds] [size ...]

Rows come by COPY: a title of six words, a summary of 40 and a story of 120, words as often as in a language (Zipf),
years, kinds, provinces, categories, goals and awards as they come. No page is taken from the shelf; what is known
of the whole catalogue while nothing changes (`accounts/reading/printing.py`) is, as in a portal that is running.
`cpu ms` is the processor's time of the portal's process, `p50` and `p95` the clock's with the database.
"""

import io
import json
import os
import random
import re
import sys
import time
from http import HTTPStatus
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")

import control_room
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AgencyKind
from accounts.pages import still
from accounts.reading import printing
from proposals.models import CatalogueEntry

FOUND = re.compile(r"<strong>([\d.]+) inovasi")
SIZES, ROUNDS = (3_000, 100_000), 20
KNOWN = ("layanan", "melayani", "pelayanan", "antrean", "daring", "posyandu", "sampah", "kependudukan", "terpadu")
SYLLABLES = [a + b for a in "bdgjklmnprstw" for b in ("a", "i", "u", "e", "o", "an", "ar")]
CATEGORIES = ["Kesehatan", "Pendidikan", "Tata kelola", "Lingkungan", "Ketahanan pangan", "Pertumbuhan ekonomi"]
PAGES = {
    "the whole list": "",
    "one word": "?cari=melayani",
    "one word, every row": "?cari=inovasi",
    "three words": "?cari=pelayanan+antrean+daring",
    "a word misspelt": "?cari=posyandoo",
    "nothing like it": "?cari=xqzwvy",
    "word and facets": "?cari=layanan&tahun=2019&jenis=city",
    "facets": "?tahun=2019&jenis=regency&kategori=Kesehatan",
    "by title": "?sort=judul",
    "page 10,000": "?page=10000",
}
INDEXES = ["catalogue_by_word", "catalogue_by_likeness_of_title"]
COLUMNS = (
    "slug, year, title, agency_name, agency_kind, unit_name, province_id, group_name, category_name, sdgs, summary,"
    " sections, source_url, published_at"
)


def words(chance):
    """A language: words, and how often each comes, added up."""
    made = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(8_000)]
    for place, word in enumerate(KNOWN, 1):
        made.insert(100 * place, word)
    return made, list(accumulate(1 / (place + 200) for place in range(len(made))))


def rows(size, provinces):
    """The lines of a COPY."""
    chance = random.Random(45)  # noqa: S311
    language, often = words(chance)

    def said(number):
        return " ".join(chance.choices(language, cum_weights=often, k=number))

    for place in range(size):
        story = json.dumps([{"title": "Latar belakang", "text": said(60)}, {"title": "Dampak", "text": said(60)}])
        yield "\t".join(
            (
                f"uji-{place}",
                str(2014 + place % 12),
                f"Inovasi {said(5)}",
                f"Pemerintah Kabupaten {chance.choice(language)}",
                chance.choice(AgencyKind.values),
                f"Dinas {chance.choice(language)}",
                chance.choice(provinces),
                "Umum",
                chance.choice(CATEGORIES),
                json.dumps([chance.randint(1, 17)]),
                said(40),
                story,
                "https://contoh.go.id",
                "2026-01-01",
            )
        )


def left_over():
    """(columns, values) that every entry has besides, as the model has them where nobody says otherwise."""
    said = set(COLUMNS.replace(" ", "").split(","))
    fields = [one for one in CatalogueEntry._meta.concrete_fields if one.column not in said | {"id"}]
    left = [one for one in fields if not one.null and not one.generated]
    # JSON takes the place of texts and truth values alike, but for the quotation marks of an empty text.
    return [one.column for one in left], [json.dumps(one.get_default()).strip('"') for one in left]


def fill(size):
    """So many entries with an award each, as PostgreSQL takes them fastest."""
    columns, values = left_over()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM proposals_catalogueaward")
        cursor.execute("DELETE FROM proposals_catalogueentry")
        cursor.execute(
            "INSERT INTO accounts_region (code, name, short_name, kind, province_id, is_left_behind, population)"
            " SELECT n, 'Provinsi ' || n, 'Provinsi ' || n, 'province', n, false, 0 FROM"
            " (SELECT generate_series(51, 88)::text AS n) AS one ON CONFLICT DO NOTHING"
        )
        provinces = [str(code) for code in range(51, 89)]
        cursor.copy_expert(
            f"COPY proposals_catalogueentry ({', '.join([COLUMNS, *columns])}) FROM STDIN",
            io.StringIO("".join("\t".join([row, *values]) + "\n" for row in rows(size, provinces))),
        )
        cursor.execute(
            "INSERT INTO proposals_catalogueaward (entry_id, position, key, name, decree, seal)"
            " SELECT id, 1, CASE WHEN id %% 2 = 0 THEN 'top' ELSE 'finalist' END, 'Top', '', ''"
            " FROM proposals_catalogueentry",
            [],
        )
        # What came in by COPY waits in front of an index until somebody sweeps, which nobody does in a transaction.
        cursor.execute("SELECT gin_clean_pending_list(name::regclass) FROM unnest(%s) AS name", [INDEXES])
        cursor.execute("ANALYZE")


def asked(client, address):
    """One page, drawn: processor and clock."""
    still.SHELF.clear()
    clock, processor = time.perf_counter(), time.process_time()
    answer = client.get(address)
    spent = time.process_time() - processor, time.perf_counter() - clock
    if answer.status_code != HTTPStatus.OK:
        raise SystemExit(f"{address}: {answer.status_code}")
    return *spent, answer


def main():
    """Print a line for each page and size."""
    numbers = [int(one) for one in sys.argv[1:]]
    rounds, sizes = (numbers[0] if numbers else ROUNDS), (numbers[1:] or SIZES)
    control_room.settings.DEBUG = False
    control_room.settings.ALLOWED_HOSTS = ["*"]
    for size in sizes:
        with transaction.atomic():
            fill(size)
            printing.KNOWN.clear()
            client = Client()
            sys.stdout.write(
                f"{size:,} entries\n{'page':<22}{'found':>9}{'queries':>9}{'cpu ms':>9}{'p50':>9}{'p95':>9}\n"
            )
            for name, query in PAGES.items():
                asked(client, f"/inovasi/{query}")
                still.SHELF.clear()
                with CaptureQueriesContext(connection) as queries:
                    client.get(f"/inovasi/{query}")
                    number = len(queries)
                times = [asked(client, f"/inovasi/{query}") for _round in range(rounds)]
                clock = sorted(one[1] * 1e3 for one in times)
                cpu = sorted(one[0] * 1e3 for one in times)[len(times) // 2]
                found = FOUND.search(times[0][2].content.decode())[1]
                sys.stdout.write(
                    f"{name:<22}{found:>9}{number:>9}{cpu:>9.1f}{clock[len(clock) // 2]:>9.1f}"
                    f"{clock[int(len(clock) * 0.95) - 1]:>9.1f}\n"
                )
                sys.stdout.flush()
            transaction.set_rollback(True)


if __name__ == "__main__":
    main()
