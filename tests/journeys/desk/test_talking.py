"""Two readers who differ talk, on a phone, and agree on one mark."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from judging.domain.cards import scoring
from judging.models import Assignment
from tests.factories import judging
from tests.journeys.conftest import let_in


@pytest.fixture
def readers():
    """A discussed desk of two dossiers, and its two judges, who signed one of them with marks far apart."""
    stage, first, own = judging.desk(2)
    stage.settings = {**stage.settings, "discussion": True}
    stage.save(update_fields=["settings"])
    second = judging.second(stage, own)
    theirs = Assignment.objects.filter(stage=stage, judge=second.user).order_by("position")
    for assignment, office, points in ((own[0], first, 80), (theirs[0], second, 40)):
        marks = judging.marks(assignment.stage, points)
        scoring.record_marks(assignment, marks, lock=True, by=office, at=timezone.now())
    let_in(first.user, second.user)
    return stage, own[0], first, second


def test_a_reply_that_was_not_sent_is_offered_again_and_one_that_was_sent_is_not(visitor, readers):
    stage, assignment, first, _second = readers
    visitor.page.on("dialog", lambda dialog: dialog.accept())
    visitor.sign_in(first)
    here = f"/penilaian/{stage.edition.slug}/{stage.position}/{assignment.proposal.code}/pembahasan/"
    visitor.go(here)
    visitor.fill("Tanggapan Anda", "Angkanya punya pembanding.")
    visitor.go(f"/penilaian/{stage.edition.slug}/{stage.position}/pembahasan/")
    visitor.go(here)
    visitor.button("Pakai").click()
    expect(visitor.page.get_by_label("Tanggapan Anda")).to_have_value("Angkanya punya pembanding.")
    visitor.press("Kirim tanggapan")
    visitor.see("Angkanya punya pembanding.")
    visitor.go(here)
    expect(visitor.page.get_by_text("Ada tulisan yang belum tersimpan")).to_be_hidden()


def test_two_readers_talk_and_agree_on_one_mark(visitor, another, readers):
    stage, assignment, first, second = readers
    visitor.sign_in(first)
    visitor.go(f"/penilaian/{stage.edition.slug}/{stage.position}/pembahasan/")
    visitor.see("Belum dibahas")
    visitor.narrow()
    visitor.go(f"/penilaian/{stage.edition.slug}/{stage.position}/{assignment.proposal.code}/pembahasan/")
    visitor.fill("Tanggapan Anda", "Angka dampaknya punya pembanding di lampiran kedua.")
    visitor.press("Kirim tanggapan")
    visitor.see("Angka dampaknya punya pembanding di lampiran kedua.")
    visitor.follow("Usulkan nilai bersama")
    for name in stage.rubric.criteria.values_list("name", flat=True):
        visitor.choose(name, "60")
    visitor.fill("Alasan nilai bersama", "Buktinya cukup, belum kuat.")
    visitor.press("Usulkan")
    visitor.see("Buktinya cukup, belum kuat.")
    colleague = another()
    colleague.sign_in(second)
    colleague.go(f"/penilaian/{stage.edition.slug}/{stage.position}/{assignment.proposal.code}/pembahasan/")
    colleague.press("Setujui nilai bersama")
    colleague.see("Semua penilai menyetujui nilai bersama ini.")
