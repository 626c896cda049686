"""Minutes of a plenary and the annex of its decree, printed and read back."""

import hashlib
import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from accounts.domain.entrance import visitors
from accounts.domain.events import canonical
from accounts.domain.trail import growing
from accounts.models import Motion
from accounts.moments import moment
from accounts.templatetags.moments import day
from competitions.kinds import StageKind
from competitions.models import Stage
from judging import motions as grave
from judging.circle import deliberation, settling
from judging.domain import objections
from judging.domain.panel import voting
from judging.models import Choice, Decision, Entrant, Interest
from tests import carrying
from tests.factories import judging
from tests.judging.views.conftest import at
from tests.judging.views.control.deciding.test_plenary import codes, gathered, members
from tests.pages import text_of
from tests.seconding import settle

# The number of a page and of how many.
FOOT = re.compile(r"\s\d+ / \d+\s*$")


def read(response):
    """What a PDF says, on one line, without the numbers of its pages."""
    assert response["Content-Type"] == "application/pdf"
    return " ".join(" ".join(FOOT.sub("", page) for page in sheets(response)).split())


def sheets(response):
    """What a PDF says, page by page, with their numbers."""
    return [page.extract_text() for page in PdfReader(BytesIO(response.content)).pages]


@pytest.fixture
def swapped(enter, cast, computed, now):
    """The panel's plenary with everybody there, one of them tied, and one exchange made."""
    client = enter(cast.secretary)
    gathered(client, computed, members(computed))
    out, taken = (
        Choice.objects.get(decision__stage=computed, proposal__code=code).proposal for code in codes(computed)
    )
    Interest.objects.create(proposal=taken, judge=members(computed)[0].judge, reason="Keluarga.", declared_at=now)
    deliberation.exchange(computed, out, taken, "Daya replikasinya lebih luas.", by=cast.secretary, at=now)
    return out, taken


def test_the_minutes_say_who_was_there_who_left_what_departs_and_what_is_decided(client, computed, swapped):
    out, taken = swapped
    text = read(client.get(at("plenary-berita-acara", computed)))
    assert "Rancangan: keputusan belum diajukan." in text
    assert "Gedung Kartika" in text
    for one in members(computed):
        assert one.judge.full_name in text
    assert "Daya replikasinya lebih luas." in text
    assert f"{taken.code} {taken.title}" in text
    assert out.code in text
    told = settling.described(Decision.objects.select_related("stage__edition").get(stage=computed), {})
    assert told["meeting"]["members"][0]["left"] == [{"code": taken.code, "title": taken.title}]
    assert hashlib.sha256(canonical(told).encode()).hexdigest() in text.replace(" ", "")


def test_once_it_is_moved_the_minutes_carry_the_hash_the_second_person_reads(client, cast, computed, swapped, now):
    motion = grave.propose(
        computed, "Arahan Menteri.", minutes="Rapat berjalan tertib.", by=cast.ministry_admin, at=now
    )
    text = read(client.get(at("plenary-berita-acara", computed)))
    assert "Rancangan" not in text
    assert "Rapat berjalan tertib." in text
    assert motion.sha256 in text.replace(" ", "")
    assert Motion.objects.get(pk=motion.pk).body.count("Gedung Kartika") == 1


def test_the_minutes_and_the_brief_say_which_of_two_lists_counts_why_and_who_decided(
    client, cast, computed, swapped, now
):
    desk = Decision.objects.get(stage=computed.edition.stages.get(kind=StageKind.DESK))
    reason = "Ketegasan penilai berbeda jauh."
    who = {"listed_at": now, "listed_by": cast.second_ministry_admin}
    for counts, called in (("adjusted", "nilai setara"), ("plain", "rata-rata mentah")):
        Decision.objects.filter(pk=desk.pk).update(listing=counts, listing_reason=reason, **who)
        said = f"Hasil {desk.stage.name} sementara. Yang berlaku daftar menurut {called}. Alasan: {reason} Diputuskan"
        for text in (
            read(client.get(at("plenary-berita-acara", computed))),
            text_of(client.get(at("brief", computed))),
        ):
            assert said in text
            assert cast.second_ministry_admin.user.full_name in text
    Decision.objects.filter(pk=desk.pk).update(listing="", listing_reason="", listed_at=None, listed_by=None)
    assert "Yang berlaku daftar" not in read(client.get(at("plenary-berita-acara", computed)))


def test_the_minutes_and_the_brief_say_which_rule_of_composition_is_broken_and_why(
    client, crew, cast, computed, swapped, now
):
    computed.composition.create(position=99, dimension="agency_kind", value="body", minimum=1)
    reason = "Tidak ada usulan lembaga yang memenuhi syarat."

    def said():
        return read(client.get(at("plenary-berita-acara", computed))), text_of(client.get(at("brief", computed)))

    assert all(reason not in text for text in said())
    motion = grave.propose(
        computed, "Arahan Menteri.", minutes="Rapat.", override=reason, by=cast.ministry_admin, at=now
    )
    put = said()
    for text in put:
        assert reason in text
        assert "Sedikitnya satu usulan dari lembaga: sekarang 0" in text
    settle(motion, by=cast.second_ministry_admin, at=now)
    assert said()[0] == put[0]
    assert reason in said()[1]


def test_the_annex_names_those_who_go_on_and_nobody_else(client, computed, swapped):
    out, taken = swapped
    text = read(client.get(at("plenary-lampiran-keputusan", computed)))
    assert taken.code in text
    assert out.code not in text
    assert "Lampiran Keputusan" in text


def test_whoever_exchanged_does_not_second_the_decision(cast, computed, swapped, now):
    deliberation.exchange(computed, swapped[1], swapped[0], "Kembali.", by=cast.second_ministry_admin, at=now)
    motion = grave.propose(computed, "Arahan Menteri.", minutes="Rapat.", by=cast.ministry_admin, at=now)
    authors = set(motion.authors.values_list("user", flat=True))
    assert authors == {cast.secretary.user_id, cast.second_ministry_admin.user_id}


def objected(stage, proposal, crew, *, at):
    """Its provisional list announced, objected to, and the objection upheld by two people."""
    settle(grave.announce_provisionally(stage, "Arahan Menteri.", by=crew.admin, at=at), by=crew.second_admin, at=at)
    visitor = visitors.confirm("nia@contoh.id", at=at)
    said = {"text": "Tidak pernah berjalan.", "full_name": "Nia Sari", "network": "203.0.113.7"}
    objection = objections.state(stage, proposal, sort="objection", visitor=visitor, at=at, **said)
    objections.assign(objection, crew.secretary, timezone.localdate(at), by=crew.secretary, at=at)
    told = {"answer": "Benar.", "summary": "Tidak terbukti.", "reason": "Diperiksa."}
    settle(grave.answer(objection, outcome="suspended", **told, by=crew.secretary, at=at), by=crew.admin, at=at)


def disqualified(stage, proposal, crew, *, at):
    """Excluded by two people after it was decided on."""
    carrying.disqualified(proposal, "Data dipalsukan.", crew, at=at)


@pytest.mark.parametrize("leave", [objected, disqualified])
def test_who_was_taken_off_the_list_is_in_the_minutes_as_signed_and_in_no_paper_after_them(
    client, crew, computed, swapped, now, leave
):
    _out, taken = swapped
    Stage.objects.filter(pk=computed.pk).update(objection_days=5)
    stage = carrying.decided(computed, crew, at=now)
    papers = {name: at(name, stage) for name in ("plenary-berita-acara", "plenary-lampiran-keputusan")}
    signed = sheets(client.get(papers["plenary-berita-acara"]))
    assert taken.title in read(client.get(papers["plenary-lampiran-keputusan"]))
    leave(stage, taken, crew, at=now)
    again = sheets(client.get(papers["plenary-berita-acara"]))
    # The same pages, down to their numbers; behind them who was taken off, and by whom.
    assert again[: len(signed)] == signed
    after = " ".join(" ".join(again[len(signed) :]).split())
    assert after.startswith("Tambahan Sesudah Berita Acara")
    assert taken.code in after
    assert Motion.objects.latest("pk").mover.told_apart in after
    assert "Nia Sari" not in after
    annex = read(client.get(papers["plenary-lampiran-keputusan"]))
    assert taken.code not in annex
    kept = Choice.objects.filter(decision__stage=stage).going_on().get().proposal
    assert f"1 {kept.title} ({kept.code})" in annex
    told = text_of(client.get(at("brief", stage)))
    assert f"1 dari {Entrant.objects.standing(stage).count()} usulan lanjut." in told
    assert f"Keluar dari daftar sejak keputusan diajukan: {taken.code}." in told


def test_whoever_signs_holds_the_trail_of_before_the_decision(client, cast, computed, swapped, now, settings):
    """The head that was published last when it was put forward, whatever was published since."""
    address = at("plenary-berita-acara", computed)
    before = growing.keep_head(at=now - timedelta(minutes=1))
    assert str(before) not in read(client.get(address)).replace(" ", "")
    grave.propose(computed, "Arahan Menteri.", by=cast.ministry_admin, at=now)
    signed = read(client.get(address))
    assert str(before) in signed.replace(" ", "")
    assert f"{settings.BASE_URL}/sidik-riwayat/" in signed.replace(" ", "")
    growing.keep_head(at=now + timedelta(minutes=1))
    assert read(client.get(address)) == signed


def test_a_decision_of_before_the_first_head_carries_none(client, cast, computed, swapped, now):
    grave.propose(computed, "Arahan Menteri.", by=cast.ministry_admin, at=now)
    growing.keep_head(at=now + timedelta(minutes=1))
    assert "Sidik riwayat portal" not in read(client.get(at("plenary-berita-acara", computed)))


def revoked(award, office, at):
    """The award is taken back by itself; its proposal stays in the contest."""
    award.ended_at, award.ended_by, award.ended_reason = at, office, "Data dipalsukan."
    award.save()


def test_an_award_that_alone_was_revoked_is_in_the_annex_as_revoked_and_whoever_holds_none_is_not_in_its_list(
    client, crew, computed, swapped, now
):
    _out, taken = swapped
    stage = carrying.decided(computed, crew, at=now)
    kept = Choice.objects.filter(decision__stage=stage).going_on().exclude(proposal=taken).get().proposal
    papers = {name: at(name, stage) for name in ("plenary-berita-acara", "plenary-lampiran-keputusan")}
    signed = read(client.get(papers["plenary-berita-acara"]))
    judging.award(stage, kept, 1)
    award = judging.award(stage, taken, 2)
    revoked(award, crew.admin, now)
    annex = read(client.get(papers["plenary-lampiran-keputusan"]))
    listed, _heading, taken_back = annex.partition("Penghargaan yang dicabut")
    assert f"1 {kept.title} ({kept.code})" in listed
    assert taken.code not in listed
    assert f"{award.title} ({taken.code}), {award.agency_name}: {award.name}, dicabut {day(now)}" in taken_back
    assert read(client.get(papers["plenary-berita-acara"])) == signed
    assert f"Keluar dari daftar sejak keputusan diajukan: {taken.code}." in text_of(client.get(at("brief", stage)))


def test_the_minutes_print_attendance_votes_and_a_place_for_each_signature(enter, cast, crew, computed, now):
    first, second, *_others = everybody = members(computed)
    absent, there = everybody[-1], everybody[:-1]
    client = enter(cast.secretary)
    gathered(client, computed, there)
    out, taken = (Choice.objects.get(decision__stage=computed, proposal__code=one).proposal for one in codes(computed))
    Interest.objects.create(proposal=taken, judge=first.judge, reason="Keluarga.", declared_at=now)
    asked = voting.open_vote(computed, "Tukar keduanya?", out=out, taken=taken, by=cast.secretary, at=now)
    voting.cast(asked, "against", by=crew.office_of(second.judge_id), at=now)
    voting.close_vote(asked, {}, by=cast.secretary, at=now)
    text = read(client.get(at("plenary-berita-acara", computed)))
    assert f"Hadir {len(there)} dari {len(everybody)} anggota" in text
    attendance = text[text.index("Kehadiran Kode Nama") :]
    for one, kept in ((first, "hadir"), (second, "hadir"), (absent, "tidak hadir")):
        called = f"{one.code} (pimpinan)" if one == first else one.code
        left = f"{taken.code} {taken.title}" if one == first else "–"
        assert f"{called} {one.judge.full_name} {kept} {left}" in attendance
    # The first is the chair: the next by code leads while the one it is tied to is spoken of.
    leads = f"{second.code} {second.judge.full_name}"
    assert f"Saat {taken.code} dibahas, rapat dipimpin {leads}" in text
    page = " ".join(text_of(client.get(at("plenary", computed))).split())
    assert f"Pimpinan rapat terkait dengan {taken.code}: saat dibahas, rapat dipimpin {leads}." in page
    # For, against, without a vote; and who was out of the room.
    assert f"Tukar keduanya? 0 1 {len(there) - 2} {first.code} tidak disetujui" in text
    signing = text[text.index("Tanda tangan Nama Tanda tangan") :].removeprefix("Tanda tangan Nama Tanda tangan ")
    head, *rest = [f"{one.code} {one.judge.full_name}" for one in there]
    assert signing.startswith(" ".join([f"{head}, pimpinan rapat", *rest, "Daftar usulan"]))


@pytest.mark.parametrize("is_provisional", [False, True], ids=["at once", "after a provisional list"])
def test_once_announced_the_minutes_stay_and_sheets_behind_them_say_on_what_that_rests(
    client, crew, cast, computed, swapped, now, time_machine, is_provisional
):
    address = at("plenary-berita-acara", computed)
    grounds = {"provisional-list": "Rapat pimpinan nomor 3.", "publish": "Keputusan Menteri nomor 9."}
    settled = carrying.decided(computed, crew, at=now)
    signed = sheets(client.get(address))
    assert "dicetak terpisah di lembar tambahan" in " ".join(" ".join(signed).split())
    assert "Tambahan Sesudah" not in " ".join(signed)
    if is_provisional:
        Stage.objects.filter(pk=computed.pk).update(objection_days=1)
        moved = grave.announce_provisionally(
            carrying.fresh(settled), grounds["provisional-list"], by=crew.admin, at=now
        )
        assert sheets(client.get(address)) == signed
        settle(moved, by=crew.second_admin, at=now)
        now += timedelta(days=3)
        time_machine.move_to(now)
        client.force_login(cast.secretary.user)
    motion = grave.publish(carrying.fresh(settled), grounds["publish"], by=crew.admin, at=now)
    assert grounds["publish"] not in read(client.get(address))
    settle(motion, by=crew.second_admin, at=now)
    again = sheets(client.get(address))
    assert again[: len(signed)] == signed
    after = " ".join(" ".join(again[len(signed) :]).split())
    assert (grounds["provisional-list"] in after) is is_provisional
    head, _publication, tail = after.partition(f"Pengumuman hasil, {moment(now)}")
    assert grounds["publish"] in tail
    assert f"Diajukan {crew.admin.user.told_apart} dan disetujui {crew.second_admin.user.told_apart}." in tail
    assert motion.sha256 in tail.replace(" ", "")
    # They count their own pages, and are no part of what was signed.
    assert after.endswith("1 / 1")
    assert "bukan bagian dari berita acara yang ditandatangani" in head
    assert computed.decision.motion.sha256 in head.replace(" ", "")
