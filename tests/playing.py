"""People who know nothing but what pages show: they sign in, follow links, fill the forms they find and press.

`begin_edition` plans and announces an edition that way, `submit` takes a draft to its receipt, `draw_lot` draws the lot
and `carry` takes a running edition to its certificates; how an empty portal gets its people is told in `founding`. What
the pages ask of workers is done in between, by the tasks themselves, in the order they were asked for. Everything ends:
where a page leads nowhere, the play says on which one.
"""

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urljoin, urlsplit

from celery import signals
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from accounts.models import Letter
from sinovik.celery import app
from sinovik.season import prose
from sinovik.season.sign_ins import PASSWORD

ADMIN, SECOND, SECRETARY = (f"{name}@sinovik.test" for name in ("admin", "admin2", "sekretariat"))
MINUTES = "Hadir semua anggota. Daftar dibahas satu per satu dan disepakati."
# What a unit writes where a page asks for one line, by the name of the box.
LINES = {
    "started_on": "2/1/2023",
    "contact_name": "Dewi Anggraini",
    "contact_phone": "0274 512345",
    "contact_email": "dewi@contoh.go.id",
}
WORDS = ["Layanan", "ini", "mendekat", "kepada", "warga"] * 32
# More than any stage needs: rounds, tasks asked for by one press and by each other, dossiers one person decides.
PATIENCE, TASKS, DOSSIERS = 40, 200, 200


@dataclass
class Form:
    """A form as it stands on a page: what it would send, what may be chosen, and how many words a box takes."""

    method: str
    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    limits: dict[str, int] = field(default_factory=dict)
    accepts: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """An answer read the way a person does: its text, links, forms, and the one thing it asks for."""

    def __init__(self, address, answer):
        super().__init__()
        self.address, self.status = address, answer.status_code
        self.links, self.forms, self.words, self.primary = [], [], [], ""
        self._form = self._link = self._button = self._area = self._select = None
        self._hidden = 0
        self.feed(answer.content.decode())
        self.text = " ".join("".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in ("script", "style", "title"):
            self._hidden += 1
        elif tag == "form":
            action = urljoin(self.address, attrs.get("action") or self.address)
            self._form = Form(attrs.get("method", "get").lower(), action)
            self.forms.append(self._form)
        elif tag == "a" and "href" in attrs:
            self._link = [attrs["href"], "", "btn-primary" in attrs.get("class", "")]
        elif tag == "button" and self._form:
            is_primary = "btn-primary" in attrs.get("class", "")
            self._button = [attrs.get("name", ""), attrs.get("value", ""), "", is_primary]
        elif self._form and "data-limit" in attrs:
            # The count of words stands below its box.
            box = [name for name, kind in self._form.kinds.items() if kind == "textarea"][-1]
            self._form.limits[box] = int(attrs["data-limit"])
        elif self._form and tag in ("input", "textarea", "select", "option"):
            self._control(tag, attrs)

    def _control(self, tag, attrs):
        form, name, kind = self._form, attrs.get("name", ""), attrs.get("type", tag)
        if tag == "option":
            if self._select:
                form.choices[self._select].append(attrs.get("value", ""))
                if "selected" in attrs:
                    form.values[self._select] = [attrs.get("value", "")]
            return
        if not name or "disabled" in attrs or kind in ("submit", "reset", "button"):
            return
        form.kinds[name] = kind
        form.accepts[name] = attrs.get("accept", "")
        if tag == "select":
            self._select = name
            form.choices[name] = []
        elif tag == "textarea":
            self._area = name
            form.values[name] = [""]
        elif kind in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(attrs.get("value", "on"))
            if "checked" in attrs:
                form.values.setdefault(name, []).append(attrs.get("value", "on"))
        elif kind != "file":
            form.values.setdefault(name, []).append(attrs.get("value", ""))

    def handle_endtag(self, tag):
        if tag in ("script", "style", "title"):
            self._hidden -= 1
        elif tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "a" and self._link:
            href, text, is_primary = self._link
            self.links.append((" ".join(text.split()), urljoin(self.address, href)))
            self.primary = self.primary or (self.links[-1][0] if is_primary else "")
            self._link = None
        elif tag == "button" and self._button:
            name, value, text, is_primary = self._button
            text = " ".join(text.split())
            self._form.buttons.append((text, name, value))
            self.primary = self.primary or (text if is_primary else "")
            self._button = None
        self.words.append(" ")

    def handle_data(self, data):
        if self._area:
            # A newline after the tag belongs to the markup.
            self._form.values[self._area] = [self._form.values[self._area][0] + data.removeprefix("\n")]
        if self._hidden or self._area:
            return
        self.words.append(data)
        if self._link:
            self._link[1] += data
        if self._button:
            self._button[2] += data

    def links_to(self, pattern):
        """The addresses on the page whose path matches, each once, in order."""
        return list(dict.fromkeys(href for _text, href in self.links if re.fullmatch(pattern, urlsplit(href).path)))

    def form_with(self, button):
        """The form with a button of this text (or pattern), or None."""
        return next((form for form in self.forms if any(says(button, text) for text, *_ in form.buttons)), None)


def says(wanted, text):
    """Whether a text is, or matches, what is wanted."""
    return bool(wanted.search(text)) if isinstance(wanted, re.Pattern) else wanted == text


class Person:
    """One person with a session of their own; forged forms would be refused."""

    def __init__(self, email=""):
        self.email, self.page = email, None
        self.client = Client(enforce_csrf_checks=True)
        if email:
            self.go("/akun/masuk/")
            self.press("Masuk", login=email, password=PASSWORD)
            assert self.page.address == "/beranda/", f"{email}: {self.page.text[:300]}"

    def go(self, address):
        """Open an address; anything but an ordinary page ends the play."""
        return self._arrive(address, self.client.get(address, follow=True))

    def follow(self, wanted):
        """Follow the first link with this text (or pattern)."""
        found = [href for text, href in self.page.links if says(wanted, text)]
        assert found, f"{self.email} finds no link {wanted} on {self.page.address}: {self.page.text[:400]}"
        return self.go(found[0])

    def press(self, button, **values):
        """Send the form of a button as it stands, with `values` in place of its own."""
        form = self.page.form_with(button)
        assert form, f"{self.email} finds no button {button} on {self.page.address}: {self.page.text[:600]}"
        _text, name, value = next(one for one in form.buttons if says(button, one[0]))
        data = {**form.values, **{key: given if isinstance(given, list) else [given] for key, given in values.items()}}
        unknown = values.keys() - form.kinds.keys()
        assert not unknown, f"no field {unknown} on {self.page.address}"
        if name:
            data[name] = [value]
        if form.method == "get":
            return self._arrive(form.action, self.client.get(form.action, data, follow=True))
        arrived = self._arrive(form.action, self.client.post(form.action, data, follow=True))
        asked = next((key for one in arrived.forms for key, kind in one.kinds.items() if kind == "password"), None)
        if asked is None or not self.email:
            return arrived
        # A grave act asks for the password again: once.
        assert asked not in values, f"{self.email} gave the password and is asked again: {arrived.text[:400]}"
        form = next(one for one in arrived.forms if asked in one.kinds)
        return self.press(form.buttons[0][0], **{asked: PASSWORD})

    def _arrive(self, address, answer):
        if answer.redirect_chain:
            address = answer.redirect_chain[-1][0]
        page = self.page = Page(address, answer)
        assert answer.status_code == 200, f"{self.email} at {address}: {answer.status_code} {page.text[:500]}"
        form = answer.context["form"] if answer.context and "form" in answer.context else None
        errors = form.errors if form else {}
        assert not errors or answer.wsgi_request.method == "GET", f"{self.email} at {address}: {dict(errors)}"
        return page


class People(dict):
    """Persons by address, each signed in when first needed."""

    def __missing__(self, email):
        self[email] = Person(email)
        return self[email]


@contextmanager
def tasks_waiting():
    """A list of the tasks that are asked for meanwhile: (name, arguments)."""
    waiting = []

    def note(sender, body, **_):
        waiting.append((sender, body[1]))

    signals.before_task_publish.connect(note)
    yield waiting
    signals.before_task_publish.disconnect(note)


def do_tasks(waiting):
    """Do what was asked of workers, as one would; returns how many tasks there were."""
    app.loader.import_default_modules()
    done = 0
    while waiting:
        assert done < TASKS, f"tasks ask for tasks without end; the next is {waiting[0]}"
        name, arguments = waiting.pop(0)
        app.tasks[name](**arguments)
        done += 1
    return done


def carry(edition, people, judges, waiting):
    """Take a running edition through all its stages to printed certificates, by pages alone.

    `edition` is its name; `judges` are the addresses of all who may be seated.
    """
    admin = people[ADMIN]
    admin.go("/beranda/")
    admin.follow("Ruang kendali")
    admin.follow(edition)
    stages = admin.page.links_to(r"/ruang-kendali/[^/]+/\d+/")
    assert stages, admin.page.text[:500]
    for stage in stages:
        carry_stage(stage, people, judges, waiting)
    return stages


def carry_stage(stage, people, judges, waiting):
    """Take one stage to its publication, and print the certificates it gives."""
    for _round in range(PATIENCE):
        do_tasks(waiting)
        for email in (ADMIN, SECOND, SECRETARY):
            person = people[email]
            if "Hasil diumumkan" in person.go(stage).text:
                print_certificates(stage, people, waiting)
                return
            if act(person, person.page.primary, stage, people, judges):
                break
        else:
            raise AssertionError(f"nobody knows what comes next on {stage}: {people[ADMIN].page.text[:800]}")
    raise AssertionError(f"{stage} does not come to an end: {people[ADMIN].page.text[:800]}")


def act(person, primary, stage, people, judges):
    """Do what a stage's page asks of a person; False where it asks for nothing."""
    if not primary:
        return False
    if primary == "Tetapkan penilai":
        return seat_everybody(person, stage, people, judges)
    if primary == "Periksa usulan":
        return verify_all(people[SECRETARY], stage)
    if primary == "Lihat yang belum selesai":
        for email in judges:
            work_off(people[email], stage)
        return True
    if "Halaman masyarakat" in [text for text, _href in person.page.links] and primary == "Tutup tahap":
        rate_all(person)
        person.go(stage)
    if primary == "Susun keputusan":
        return propose(people[ADMIN], stage)
    return go_ahead(person, primary)


def rate_all(person):
    """Two citizens confirm their addresses by the letters they get, and rate every innovation of a stage."""
    person.follow("Halaman masyarakat")
    here = person.page.address
    found = person.page.links_to(rf"{here}[^/]+/")
    assert found, person.page.text[:500]
    for number in range(1, 3):
        citizen = Person()
        citizen.go(found[0])
        address = f"Warga.{number}+kipp@contoh{number}.id"
        citizen.press("Kirim tautan", email=address)
        assert "Periksa surel Anda" in citizen.page.text
        letter = Letter.objects.filter(address=address).latest("pk")
        citizen.go(re.search(r"/pengunjung/\S+", letter.body)[0])
        citizen.press("Konfirmasi")
        assert citizen.page.address == found[0], citizen.page.text[:400]
        for one in found:
            form = citizen.go(one).form_with("Simpan penilaian")
            citizen.press("Simpan penilaian", **marks(form, one))
            assert "Penilaian Anda disimpan" in citizen.page.text, citizen.page.text[:400]


def go_ahead(person, name):
    """Press the button of an act, or go to its page and press the button there."""
    if not person.page.form_with(name):
        person.follow(name)
    person.press(person.page.primary)
    return True


def seat_everybody(person, stage, people, judges):
    """Invite whom the register offers, let each agree, and seat them all."""
    person.follow("Tetapkan penilai")
    panel = person.page.address
    person.follow("Undang penilai")
    if form := person.page.form_with("Lanjut"):
        person.press("Lanjut", judges=form.choices["judges"])
        person.press("Kirim undangan")
    for email in judges:
        accept(people[email])
    form = person.go(panel).form_with("Tetapkan penilai")
    person.press("Tetapkan penilai", judges=form.choices["judges"])
    return True


def accept(judge):
    """Say yes to every invitation that waits."""
    judge.go("/beranda/")
    judge.follow("Undangan")
    for invitation in judge.page.links_to(r"/undangan/\d+/"):
        if (form := judge.go(invitation).form_with("Kirim jawaban")) and not form.values.get("answer"):
            judge.press("Kirim jawaban", answer="accepted")
    judge.go("/penilaian/")
    for pact in judge.page.links_to(r"/pakta/[^/]+/"):
        judge.go(pact)
        judge.press("Tanda tangani pakta", promises="on")


def verify_all(secretary, stage):
    """Decide every entrant: what the machine found stands, what people look at is in order."""
    button = "Putuskan dan buka berikutnya"
    secretary.go(stage)
    secretary.follow("Periksa usulan")
    first = secretary.page.links_to(r"/administrasi/\d+/[^/]+/")
    assert first, secretary.page.text[:500]
    secretary.go(first[0])
    decided = set()
    while form := secretary.page.form_with(button):
        here = secretary.page.address
        assert here not in decided, f"{here} was decided and comes again: {secretary.page.text[:600]}"
        assert len(decided) < DOSSIERS, f"dossiers without end on {stage}"
        decided.add(here)
        chosen = {name: [*form.values.get(name, []), "1"][:1] for name, kind in form.kinds.items() if kind == "radio"}
        secretary.press(button, **chosen)
    return True


def work_off(judge, stage):
    """Mark and lock every dossier, and report every visit, that a judge still has in a stage."""
    _, _, slug, position, _ = urlsplit(stage).path.split("/")
    judge.go("/beranda/")
    judge.follow("Penilaian")
    chosen = [href for _text, href in judge.page.links if urlsplit(href).query == f"tahap={slug}-{position}"]
    if chosen:
        judge.go(chosen[0])
    dossiers = judge.page.links_to(rf"/penilaian/{slug}/{position}/[^/]+/")
    for dossier in dossiers:
        judge.go(dossier)
        if form := judge.page.form_with("Kunci nilai"):
            judge.press("Kunci nilai", **marks(form, dossier))
    for visit in judge.page.links_to(r"/kunjungan/\d+/"):
        judge.go(visit)
        if form := judge.page.form_with("Kirim laporan"):
            report(judge, form)


def marks(form, dossier):
    """One of the two best levels for every criterion, told apart by the dossier: all that the desk asks may pass."""
    told = sum(dossier.encode())
    return {
        name: sorted(form.choices[name], key=int)[-1 - (told + place) % 2]
        for place, name in enumerate(name for name, kind in form.kinds.items() if kind == "radio")
    }


def report(judge, form):
    """The report of a visit made today, everything found as it was written."""
    outcomes = {name: "confirmed" for name, kind in form.kinds.items() if kind == "radio"}
    today = timezone.localdate()
    judge.press(
        "Kirim laporan", visited_on=f"{today:%d/%m/%Y}", summary="Layanan berjalan seperti ditulis.", **outcomes
    )


def propose(admin, stage):
    """Name a special award where there is one, then put the decision forward with a decree where one is needed."""
    admin.go(stage)
    admin.follow("Susun keputusan")
    table = admin.page
    for choice in table.links_to(urlsplit(stage).path + r"keputusan/[^/]+/"):
        form = admin.go(choice).form_with("Simpan keputusan")
        if "honours" not in form.kinds:
            break
        if form.values.get("goes_on") == ["1"]:
            admin.press("Simpan keputusan", honours=form.choices["honours"][:1])
            break
    admin.go(stage)
    admin.follow("Susun keputusan")
    admin.follow("Ajukan keputusan")
    form = admin.page.form_with("Ajukan keputusan")
    today = timezone.localdate()
    decree = {"number": f"47 Tahun {today.year}", "date": f"{today:%d/%m/%Y}"} if "number" in form.kinds else {}
    admin.press("Ajukan keputusan", minutes=MINUTES, **decree)
    return True


def print_certificates(stage, people, waiting):
    """Order the certificates of a published stage that gives awards, and see them through."""
    admin = people[ADMIN]
    admin.go(stage)
    offered = admin.page.links_to(urlsplit(stage).path + "sertifikat/")
    if not offered:
        return
    admin.go(offered[0])
    if admin.page.form_with("Cetak sertifikat"):
        admin.press("Cetak sertifikat")
        do_tasks(waiting)


def submit(writer, admin, *, origin="", **identity):
    """Write the first draft a unit finds, hand it over, and have its agency's admin send it in; returns its address.

    `identity` are boxes of its identity that are not left to be filled in anyhow; a value may be a function of the
    form. `origin` is searched in the catalogue where the group asks for it. An admin may write the agency's own.
    """
    writer.go("/beranda/")
    writer.follow("Usulan")
    proposal = next(
        address
        for address in writer.page.links_to(r"/usulan/[^/]+/")
        if "Periksa jawaban" in [text for text, _href in writer.go(address).links]
    )
    # What else is asked follows from the identity.
    fill(writer, f"{proposal}identitas/", **identity)
    if writer.go(proposal).links_to(f"{proposal}inovasi-asal/"):
        choose_origin(writer, proposal, origin)
    for part in writer.go(proposal).links_to(rf"{proposal}(bagian|dokumen)/[^/]+/"):
        fill(writer, part)
    if writer is not admin:
        writer.go(proposal)
        writer.follow("Periksa jawaban")
        writer.follow("Lanjut ke penyerahan")
        writer.press("Serahkan ke admin instansi")
    admin.go("/beranda/")
    admin.follow("Usulan")
    assert proposal in admin.page.links_to(r"/usulan/[^/]+/"), admin.page.text[:600]
    admin.go(proposal)
    admin.follow("Periksa jawaban")
    admin.follow("Lanjut ke pengajuan")
    form = admin.page.form_with("Ajukan usulan")
    admin.press("Ajukan usulan", **{name: "on" for name, kind in form.kinds.items() if kind == "checkbox"})
    return proposal


def choose_origin(writer, proposal, words):
    """Choose the first innovation of the catalogue that may be chosen, among those found by these words if any."""
    writer.go(f"{proposal}inovasi-asal/")
    if words:
        writer.press("Cari", cari=words)
    writer.press(re.compile("^Pilih"))
    assert "Inovasi asal dipilih" in writer.page.text, writer.page.text[:600]


def fill(writer, part, **wanted):
    """One part of a draft: what is blank is written, what is asked to be chosen is chosen, a file where one is due."""
    page = writer.go(part)
    button = next(text for text in ("Simpan dan lanjutkan", "Unggah dan lanjutkan") if page.form_with(text))
    form, given = page.form_with(button), {}
    for name, kind in form.kinds.items():
        if kind == "file":
            given[name] = file_for(form.accepts[name], page.address)
        elif kind == "textarea" and not form.values[name][0]:
            given[name] = " ".join(WORDS[: form.limits.get(name)])
        elif kind in ("radio", "checkbox", "select") and not any(form.values.get(name, [])):
            given[name] = next(choice for choice in form.choices[name] if choice)
        elif name in LINES and not form.values[name][0]:
            given[name] = LINES[name]
    given |= {name: value(form) if callable(value) else value for name, value in wanted.items()}
    if "is_done" in form.kinds:
        given["is_done"] = "yes"
    writer.press(button, **given)


def file_for(accepted, subject):
    """A letter, or a picture where only pictures are taken."""
    if ".pdf" in accepted:
        return SimpleUploadedFile("berkas.pdf", prose.letter(subject), content_type="application/pdf")
    picture = BytesIO()
    Image.new("RGB", (80, 60), "teal").save(picture, "JPEG")
    return SimpleUploadedFile("foto.jpg", picture.getvalue(), content_type="image/jpeg")


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
    admin.press("Ajukan pengumuman")
    agree(people[SECOND])
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


def remove_rows(part, *, thing=""):
    """A change that takes every row out of a part, one by one."""

    def made(admin, plan):
        admin.go(plan)
        admin.follow(part)
        if thing:
            admin.follow(thing)
        for _row in range(PATIENCE):
            form = admin.page.form_with("Simpan")
            if not any(text.startswith("Hapus") for text, *_ in form.buttons):
                break
            admin.press(re.compile("^Hapus"))
        admin.press("Simpan")

    return made


def places(*table):
    """The change that gives every stage that cuts its places: a row a stage, in it a number for each group."""
    boxes = {f"t{row}-k{column}": str(number) for row, line in enumerate(table) for column, number in enumerate(line)}
    return change("Kuota", **boxes)


def agree(second):
    """A second person reads the one motion that waits for them, and agrees."""
    second.go("/persetujuan/")
    (motion,) = second.page.links_to(r"/persetujuan/\d+/")
    second.go(motion)
    second.press(second.page.primary)


def draw_lot(control_room, people):
    """Two people type the public number of today, each from a source of their own."""
    for email in (SECRETARY, ADMIN):
        person = people[email]
        person.go(control_room)
        person.follow("Undian")
        day = f"{timezone.localdate():%d/%m/%Y}"
        person.press("Simpan angka", value="7.234,56", day=day, found_at=f"Koran yang dibaca {email}")
    assert "Undian dilakukan" in people[ADMIN].page.text, people[ADMIN].page.text[:600]


def begin_proposal(writer, title):
    """A unit begins a proposal in the one edition that is open; returns its address."""
    writer.go("/beranda/")
    writer.follow("Usulan")
    writer.follow("Buat usulan baru")
    writer.press("Buat usulan", title=title)
    return writer.page.address
