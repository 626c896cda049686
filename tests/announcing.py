"""What it takes before anybody writes, by pages alone: an edition is planned and announced; later its lot is drawn."""

import re

from django.utils import timezone

from accounts.domain import motions
from accounts.models import Motion
from tests.people import ADMIN, SECOND, SECRETARY

# On what whatever two people agree to rests.
GROUND = "Kesepakatan rapat pimpinan."
# More rows than any part of a plan has.
PATIENCE = 40


def begin_edition(people, template, *, name, slug, opens, closes, changes=()):
    """Plan an edition from a template by its pages, change what is to differ, and have two people announce it.

    `template` is the key of one that /rencana/baru/ offers; `opens` and `closes` are moments of registration. Each of
    `changes` is called with the admin and the address of the plan, and goes through a part: see `change`.
    """
    admin = people[ADMIN]
    admin.go("/beranda/")
    admin.follow("Ruang kendali")
    admin.follow("Rencanakan edisi")
    admin.press(
        "Buat draf edisi",
        source=f"pola:{template}",
        name=name,
        slug=slug,
        year=str(opens.year),
        legal_basis=f"Pedoman Menteri PANRB Nomor 4 Tahun {opens.year}",
        **at("opens", opens),
        **at("closes", closes),
    )
    plan = admin.page.address
    for one in changes:
        one(admin, plan)
    admin.go(plan)
    assert "Belum siap" not in admin.page.text, admin.page.text
    admin.press("Ajukan pengumuman", reason=GROUND)
    agree(people[SECOND])
    assert wait_out() == 1
    assert "Diumumkan" in admin.go(plan).text, admin.page.text[:600]
    return f"/ruang-kendali/{slug}/"


def at(prefix, moment):
    """A moment as the two boxes of a page take it."""
    local = timezone.localtime(moment)
    return {f"{prefix}_on": f"{local:%d/%m/%Y}", f"{prefix}_time": f"{local:%H.%M}"}


def change(part, *, thing="", boxes=None, **values):
    """What `begin_edition` takes as a change: other values in a part of the plan, by the names of its boxes.

    `thing` is the text of the link to one of its things, such as a stage's name; `boxes` is called with the form as it
    stands and gives more values, where their names are to be looked up.
    """

    def made(admin, plan):
        admin.go(plan)
        admin.follow(part)
        if thing:
            admin.follow(thing)
        admin.press("Simpan", **values, **(boxes(admin.page.form_with("Simpan")) if boxes else {}))
        assert "Disimpan" in admin.page.text, admin.page.text[:600]

    return made


def remove_rows(part, *, thing="", keep=0):
    """A change that takes the rows out of a part, one by one from the first; the last `keep` stay."""

    def made(admin, plan):
        admin.go(plan)
        admin.follow(part)
        if thing:
            admin.follow(thing)
        for _row in range(PATIENCE):
            form = admin.page.form_with("Simpan")
            if sum(text.startswith("Hapus") for text, *_ in form.buttons) <= keep:
                break
            admin.press(re.compile("^Hapus"))
        admin.press("Simpan")

    return made


def places(*table):
    """The change that gives every stage that cuts its places: a row a stage, in it a number for each group."""
    boxes = {f"t{row}-k{column}": str(number) for row, line in enumerate(table) for column, number in enumerate(line)}
    return change("Kuota", **boxes)


def agree(second):
    """A second person reads what was moved last of all that waits, and agrees."""
    second.go("/persetujuan/")
    waiting = second.page.links_to(r"/persetujuan/\d+/")
    second.go(max(waiting, key=lambda address: int(address.rstrip("/").rpartition("/")[2])))
    second.press(second.page.primary)


def wait_out():
    """Let the wait of every agreed motion pass, as the clock of the portal would; returns how many there were."""
    waiting = Motion.objects.on_its_way().exclude(seconded_at=None)
    number = waiting.count()
    # The play goes on in the same minute: what was agreed to has been agreed to long enough.
    waiting.update(due_at=timezone.now())
    motions.carry_out_due(at=timezone.now())
    return number


def draw_lot(control_room, people):
    """Two people type the public number of today, each from a source of their own."""
    for email in (SECRETARY, ADMIN):
        person = people[email]
        person.go(control_room)
        person.follow("Undian")
        day = f"{timezone.localdate():%d/%m/%Y}"
        person.press("Simpan angka", value="7.234,56", day=day, found_at=f"Koran yang dibaca {email}")
    assert "Undian dilakukan" in people[ADMIN].page.text, people[ADMIN].page.text[:600]
