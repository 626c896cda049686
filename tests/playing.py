"""A running edition is taken to its certificates by people who know nothing but what pages show.

How an empty portal gets its people is told in `founding`, how an edition begins in `announcing`, how dossiers come in
`writing`. What the pages ask of workers is done in between, by the tasks themselves, in the order they were asked for.
Everything ends: where a page leads nowhere, the play says on which one.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from itertools import cycle
from urllib.parse import urlsplit

from celery import signals
from django.db import connections
from django.db.models import Max
from django.utils import timezone

from accounts.models import Letter
from competitions.models import Stage
from sinovik.celery import app
from tests.announcing import GROUND, agree, wait_out
from tests.people import ADMIN, SECOND, SECRETARY, Person
from tests.writing import file_for

MINUTES = "Hadir semua anggota. Daftar dibahas satu per satu dan disepakati."
# What a stage's page offers while its judges are at work.
WORKING = "Lihat yang belum selesai"
# More than any stage needs: rounds, tasks asked for by one press and by each other, dossiers one person decides.
PATIENCE, TASKS, DOSSIERS = 40, 200, 200


class Tasks(list):
    """What is asked of workers: (name, arguments). Done `apart`, in a thread, where a browser's driver has its loop."""

    def __init__(self, *, apart):
        super().__init__()
        self.is_apart = apart

    def do(self, name, arguments):
        if not self.is_apart:
            app.tasks[name](**arguments)
            return
        with ThreadPoolExecutor(1) as thread:
            thread.submit(app.tasks[name], **arguments).result()
            thread.submit(connections.close_all).result()


@contextmanager
def tasks_waiting(*, apart=False):
    """The tasks that are asked for meanwhile, to be done by `do_tasks`."""
    waiting = Tasks(apart=apart)

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
        waiting.do(name, arguments)
        done += 1
    return done


def carry(edition, people, judges, waiting, *, meanwhile=None, to=None, is_right=False, given=None):
    """Take a running edition through all its stages to printed certificates, by pages alone.

    `edition` is its name; `judges` are the addresses of all who may be seated. `meanwhile` is called with the address
    of each stage whose work was given out, before the judges do it; `to` moves the time on, where the plan
    gives the public time to object: then one citizen does, who may be right. `given` says what judges mark, as `marks`
    does.
    """
    admin = people[ADMIN]
    admin.go("/beranda/")
    admin.follow("Ruang kendali")
    admin.follow(edition)
    stages = admin.page.links_to(r"/ruang-kendali/[^/]+/\d+/")
    assert stages, admin.page.text[:500]
    for stage in stages:
        carry_stage(stage, people, judges, waiting, meanwhile, to=to, is_right=is_right, given=given)
    return stages


def carry_stage(stage, people, judges, waiting, meanwhile=None, *, to=None, is_right=False, given=None):
    """Take one stage to its publication, and print the certificates it gives."""
    for _round in range(PATIENCE):
        do_tasks(waiting)
        for email in (ADMIN, SECOND, SECRETARY):
            person = people[email]
            if "Hasil diumumkan" in person.go(stage).text:
                print_certificates(stage, people, waiting)
                return
            if meanwhile and person.page.primary == WORKING:
                meanwhile(stage)
                meanwhile = None
                break
            if to and person.page.primary == WORKING and wait_for_the_last(stage, to):
                break
            if act(person, person.page.primary, stage, people, judges, given or marks):
                break
        else:
            if wait_out() or (to and hear_the_public(stage, people, to, is_right=is_right)):
                continue
            raise AssertionError(f"nobody knows what comes next on {stage}: {people[ADMIN].page.text[:800]}")
    raise AssertionError(f"{stage} does not come to an end: {people[ADMIN].page.text[:800]}")


def wait_for_the_last(stage, to):
    """Nobody marks before a session has begun, or reports a visit before its day: False where none is to come."""
    _, _, slug, position, _ = urlsplit(stage).path.split("/")
    row = Stage.objects.get(edition__slug=slug, position=position)
    last = row.sessions.aggregate(last=Max("starts_at"))["last"]
    if day := row.visits.aggregate(last=Max("planned_on"))["last"]:
        last = timezone.make_aware(datetime.combine(day, time(9)))
    if last is None or last <= timezone.now():
        return False
    to(last + timedelta(minutes=1))
    return True


def hear_the_public(stage, people, to, *, is_right):
    """A citizen objects to a provisional list; then the time to object passes. False where none runs."""
    secretary = people[SECRETARY]
    if "Tanggapan masyarakat" not in secretary.go(stage).text:
        return False
    secretary.follow("Tanggapan masyarakat")
    _, _, slug, position, _ = urlsplit(stage).path.split("/")
    row = Stage.objects.get(edition__slug=slug, position=position)
    statement = f"/sanggahan/{slug}/{position}/"
    if not secretary.page.links_to(r".*/sanggahan/\d+/"):
        citizen = confirmed(statement, f"warga.{slug}@contoh.id")
        proposals = [choice for choice in citizen.page.form_with("Kirim tanggapan").choices["proposal"] if choice]
        citizen.press(
            "Kirim tanggapan", proposal=proposals[0], sort="objection", text="Layanan ini tutup.", full_name="Nia Sari"
        )
        assert "Tanggapan Anda tersimpan" in citizen.page.text, citizen.page.text[:400]
        secretary.go(secretary.page.address)
        secretary.go(secretary.page.links_to(r".*/sanggahan/\d+/")[0])
        assert "Nia Sari" in secretary.page.text
        choices = [choice for choice in secretary.page.form_with("Tugaskan").choices["to"] if choice]
        secretary.press("Tugaskan", to=choices[0])
        said = {"reason": "Terbukti.", "answer": "Anda benar.", "summary": "Layanannya sudah tutup."}
        secretary.press("Ajukan putusan", outcome="suspended" if is_right else "stands", **said)
        # The other admin had a hand in the list.
        agree(people[SECOND])
        assert wait_out() == 1
    to(row.objections_until + timedelta(hours=1))
    return True


def confirmed(address, email):
    """A citizen on a page, with an e-mail address confirmed by the letter that came."""
    citizen = Person()
    citizen.go(address)
    citizen.press("Kirim tautan", email=email)
    letter = Letter.objects.filter(address=email).latest("pk")
    citizen.go(re.search(r"/pengunjung/\S+", letter.body)[0])
    citizen.press("Konfirmasi")
    assert citizen.page.address == address, citizen.page.text[:400]
    return citizen


def act(person, primary, stage, people, judges, given):
    """Do what a stage's page asks of a person; False where it asks for nothing."""
    if not primary:
        return False
    if primary == "Tetapkan penilai":
        return seat_everybody(person, stage, people, judges)
    if primary == "Periksa usulan":
        return verify_all(people[SECRETARY], stage)
    if primary == WORKING:
        for email in judges:
            work_off(people[email], stage, given)
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
    """Press the button of an act, or go to its page and press the button there, with the reasons that are asked."""
    if not person.page.form_with(name):
        person.follow(name)
    form = person.page.form_with(person.page.primary)
    # Who was taken off a list may have been the only one of a kind.
    reasons = {"override": "Tidak ada usulan lain yang memenuhinya.", "reason": GROUND}
    person.press(person.page.primary, **{name: said for name, said in reasons.items() if form and name in form.kinds})
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
    for invitation in unanswered(judge, r"/undangan/\d+/"):
        if (form := judge.go(invitation).form_with("Kirim jawaban")) and not form.values.get("answer"):
            judge.press("Kirim jawaban", answer="accepted")
    judge.go("/penilaian/")
    for pact in unanswered(judge, r"/pakta/[^/]+/"):
        judge.go(pact)
        judge.press("Tanda tangani pakta", promises="on")


def unanswered(person, pattern):
    """The addresses on the page that match and that the person was not asked at before."""
    found = [address for address in person.page.links_to(pattern) if address not in person.answered]
    person.answered.update(found)
    return found


def prepare_sessions(participant):
    """Hand in everything that the own interviews ask for, and say who presents; returns how many things."""
    participant.go("/beranda/")
    participant.follow("Wawancara")
    done = 0
    for session in participant.page.links_to(r"/wawancara/\d+/"):
        for address in participant.go(session).links_to(rf"{session}bahan/[^/]+/"):
            form = participant.go(address).form_with("Serahkan bahan")
            given = {"link": "https://contoh.go.id/video"} if "link" in form.kinds else {}
            given |= {"file": file_for(form.accepts["file"], address)} if "file" in form.kinds else {}
            participant.press("Serahkan bahan", **given)
            done += 1
        participant.follow("Sebut penyaji")
        participant.press("Simpan penyaji", presenter=f"Kepala unit, {participant.email}")
        assert "Belum diserahkan" not in participant.page.text
    return done


def note_sessions(secretary, stage, *, heads):
    """Note of every session of a stage that it was held, and whether the agency's head was there: `heads` in turn."""
    secretary.go(stage)
    secretary.follow("Sesi wawancara")
    sessions = secretary.page.links_to(rf"{urlsplit(stage).path}sesi/[^/]+-\d+/")
    for session, head in zip(sessions, cycle(heads), strict=False):
        secretary.go(session)
        secretary.follow("Catat jalannya sesi")
        secretary.press("Simpan catatan", outcome="held", head=head)
        assert "Jalannya sesi dicatat." in secretary.page.text
    return len(sessions)


def link_rooms(secretary, stage, link):
    """Say behind which link the rooms of a stage meet."""
    secretary.go(stage)
    secretary.follow("Sesi wawancara")
    secretary.follow("Tautan rapat tiap ruang")
    form = secretary.page.form_with("Simpan tautan")
    secretary.press("Simpan tautan", **{name: link for name in form.kinds if name.startswith("ruang-")})


def verify_all(secretary, stage):
    """Decide every entrant: what the machine found stands, what people look at is in order."""
    button = "Putuskan dan buka berikutnya"
    secretary.go(stage)
    secretary.follow("Periksa usulan")
    first = secretary.page.links_to(r"/administrasi/\d+/(?!kemiripan/)[^/]+/")
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


def work_off(judge, stage, given):
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
        if judge.page.form_with("Tidak ada hubungan, buka berkas"):
            judge.press("Tidak ada hubungan, buka berkas")
        if form := judge.page.form_with("Kunci nilai"):
            judge.press("Kunci nilai", **given(form, dossier))
            judge.press("Kunci saja")
    for visit in judge.page.links_to(r"/kunjungan/\d+/"):
        judge.go(visit)
        if judge.page.form_with("Tidak ada hubungan, buka berkas"):
            judge.press("Tidak ada hubungan, buka berkas")
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
    if "Putuskan daftar yang berlaku" in [text for text, _href in admin.page.links]:
        admin.follow("Putuskan daftar yang berlaku")
        admin.press("Simpan daftar yang berlaku", listing="adjusted", reason="Ketegasan penilai berbeda jauh.")
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
    if "override" in form.kinds:
        decree["override"] = "Pleno mengutamakan dampak layanan."
    if "without_quorum" in form.kinds:
        decree["without_quorum"] = "Rapat diadakan di luar portal."
    admin.press("Ajukan keputusan", reason=GROUND, minutes=MINUTES, **decree)
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
