"""The question whether an innovation has won before: asked, answered, answered otherwise; with scripts and without."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from proposals.models import EarlierAward
from tests.factories import catalogue, proposals

OURS, LIKE_IT = "Sistem Antrean Digital Puskesmas", "Sistim Antrian Digital Puskesmas"
HEADING = re.compile("Penghargaan terdahulu$")


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def browser_context_args(browser_context_args, request):
    return {**browser_context_args, "java_script_enabled": request.param}


@pytest.fixture
def alike(draft, cast):
    """A draft whose title is like two innovations of its agency that won."""
    for title in (OURS, f"{OURS} Desa"):
        catalogue.earlier_entry(title=title, agency=cast.proposer.agency, awards=(("top", "Top 45"),))
    return proposals.filled(draft.edition, by=cast.proposer, title=LIKE_IT, at=timezone.now())


def question(visitor, title):
    return visitor.page.get_by_role("group", name=re.compile(f"^“{title}”, 2018"))


def test_the_question_is_answered_and_answered_otherwise(visitor, cast, alike):
    home = f"/usulan/{alike.code}/"
    visitor.sign_in(cast.proposer)
    visitor.go(home)
    visitor.follow("Penghargaan terdahulu")
    visitor.see_heading(HEADING)
    visitor.see(re.compile(r"^Judulnya \d+% mirip"))
    expect(visitor.page.get_by_role("radio", checked=True)).to_have_count(0)
    # Each good answer is kept beside one that is missing.
    visitor.tick("Bukan, ini inovasi lain", within=question(visitor, OURS))
    visitor.press("Simpan dan lanjutkan")
    visitor.see("Pilih jawabannya")
    assert [one.is_own for one in EarlierAward.objects.all()] == [False]
    visitor.narrow()
    visitor.tick("Bukan, ini inovasi lain", within=question(visitor, f"{OURS} Desa"))
    visitor.press("Simpan dan lanjutkan")
    visitor.see("Jawaban disimpan")
    assert [one.is_own for one in EarlierAward.objects.order_by("entry")] == [False, False]
    visitor.go(f"{home}penghargaan-terdahulu/")
    expect(question(visitor, OURS).get_by_role("radio", name="Bukan, ini inovasi lain")).to_be_checked()
    visitor.tick("Ini inovasi kami", within=question(visitor, OURS))
    visitor.press("Simpan dan lanjutkan")
    assert [one.is_own for one in EarlierAward.objects.order_by("entry")] == [True, False]
    # What follows from it is said where the dossier is looked at as a whole.
    visitor.go(home)
    visitor.see(re.compile("sudah memperoleh penghargaan utama"))
