"""An evaluator marks by keyboard alone, opens a locked card again, and leaves a dossier for a tie."""

import re

import pgtrigger
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Motion
from competitions.kinds import StageKind
from judging.models import Assignment, Interest, Mark, Scorecard
from tests import carrying
from tests.factories import competitions, proposals
from tests.owner import as_owner

# The fourth of the five levels: three arrows from the first.
LEVEL = 80
# What holds a signed card, for everybody but the tests.
HOLDING = ("judging.CardVersion:append_only", "judging.Scorecard:locked_stands", "judging.Mark:locked_stands")
OTHERS = "Catatan penilai lain yang tidak boleh terbaca"
# Words that only results know.
SEALED = (re.compile("peringkat", re.IGNORECASE), re.compile("rata-rata", re.IGNORECASE), OTHERS)


@pytest.fixture
def stage(cast, crew):
    """A desk stage in which the other judges have already locked every card."""
    now = timezone.now()
    edition = competitions.just_closed(now)
    proposals.rows(edition, 4)
    stage = carrying.worked(carrying.carried_to(edition, StageKind.DESK, crew, at=now), crew, at=now)
    with as_owner(), pgtrigger.ignore(*HOLDING):
        Scorecard.objects.filter(assignment__judge=cast.judge.user).delete()
        Scorecard.objects.update(remark=OTHERS)
    return stage


def test_an_evaluator_marks_by_keyboard_alone(visitor, another, cast, stage):
    mine = list(Assignment.objects.filter(stage=stage, judge=cast.judge.user).order_by("position"))
    signs_in_by_keyboard(visitor, cast)
    saves_for_later(visitor, mine[0])
    is_told_what_is_missing(visitor, stage)
    locks_and_goes_on(visitor, mine)
    second = another()
    second.sign_in(cast.secretary)
    opens_the_lock_again(visitor, second, mine[0])
    declares_a_tie(visitor, mine[1])
    never_meets_a_result(visitor, stage)


def signs_in_by_keyboard(visitor, cast):
    visitor.go("/akun/masuk/")
    keys = Keys(visitor)
    keys.reach("Alamat surel").type(cast.judge.user.email)
    keys.reach("Kata sandi").type("kuda lari di padang hijau")
    keys.send()
    assert visitor.path == "/beranda/"
    keys.reach(re.compile("^Usulan menunggu nilai Anda")).send()
    keys.reach("Mulai menilai").send()


def saves_for_later(visitor, assignment):
    visitor.see_heading(re.compile(re.escape(assignment.proposal.title)))
    keys = Keys(visitor)
    keys.reach_radio().press("ArrowRight", "ArrowRight", "ArrowRight")
    keys.reach("Simpan, lanjutkan nanti").send()
    visitor.see(f"Nilai {assignment.proposal.code} disimpan.", "Belum lengkap")
    assert Mark.objects.filter(scorecard__assignment=assignment).exclude(points=None).get().points == LEVEL


def is_told_what_is_missing(visitor, stage):
    keys = Keys(visitor)
    keys.reach("Mulai menilai").send()
    visitor.see(re.compile(r"1 dari \d+ kriteria dinilai"))
    keys.reach("Kunci nilai").send()
    second = stage.rubric.criteria.order_by("position")[1]
    visitor.see_error(f"Pilih nilai untuk {second.name}")
    assert not Scorecard.objects.filter(assignment__judge__full_name="Prof. Laksmi Hadi").get().locked_at


def locks_and_goes_on(visitor, mine):
    """The arrows move within the levels of a criterion, the tabulator from one criterion to the next."""
    keys = Keys(visitor)
    for _criterion in mine[0].stage.rubric.criteria.all():
        keys.reach_radio().press("Space", "ArrowRight", "ArrowLeft")
    keys.reach("Kunci nilai").send()
    visitor.see_heading(re.compile("Kunci lembar nilai$"))
    keys.send()
    visitor.see(re.compile(rf"^Nilai {mine[0].proposal.code} dikunci\."))
    assert Scorecard.objects.get(assignment=mine[0]).locked_at
    visitor.see_heading(re.compile(re.escape(mine[1].proposal.title)))


def opens_the_lock_again(visitor, second, assignment):
    visitor.narrow()
    visitor.go(f"/penilaian/{assignment.stage.edition.slug}/{assignment.stage.position}/{assignment.proposal.code}/")
    keys = Keys(visitor)
    keys.reach("Minta kunci dibuka").send()
    keys.reach("Kirim permintaan").send()
    visitor.see_error("Tulis alasannya")
    keys.reach("Mengapa lembar ini perlu dibuka lagi?").type("Salah membaca satu kriteria.")
    keys.reach("Kirim permintaan").send()
    visitor.see("Permintaan dikirim. Sekretariat atau admin kementerian memutuskannya.")
    agrees(second, Motion.objects.on_its_way().get())
    visitor.go(f"/penilaian/{assignment.stage.edition.slug}/{assignment.stage.position}/{assignment.proposal.code}/")
    expect(visitor.button("Kunci nilai")).to_be_visible()


def agrees(second, motion):
    second.go(f"/persetujuan/{motion.pk}/")
    second.press("Setujui")
    second.see("Disetujui dan dilaksanakan")


def declares_a_tie(visitor, assignment):
    path = f"/penilaian/{assignment.stage.edition.slug}/{assignment.stage.position}/{assignment.proposal.code}/"
    visitor.go(path)
    keys = Keys(visitor)
    keys.reach("Nyatakan benturan kepentingan").send()
    keys.reach("Nyatakan dan kembalikan usulan").send()
    visitor.see_error("Tulis hubungan Anda dengan usulan ini")
    keys.reach("Apa hubungan Anda dengan usulan ini?").type("Kakak saya memimpin unit itu.")
    keys.reach("Nyatakan dan kembalikan usulan").send()
    visitor.see(f"Benturan kepentingan dicatat. Usulan {assignment.proposal.code} tidak lagi menjadi tugas Anda.")
    assert Interest.objects.filter(proposal=assignment.proposal, judge=assignment.judge).exists()
    visitor.go(path, status=403)
    visitor.see_none_of(assignment.proposal.title)


def never_meets_a_result(visitor, stage):
    place = f"{stage.edition.slug}/{stage.position}"
    for assignment in Assignment.objects.filter(stage=stage, judge__full_name="Prof. Laksmi Hadi").standing():
        visitor.go(f"/penilaian/{place}/{assignment.proposal.code}/")
        visitor.see_none_of(*SEALED)
    for path in ("/beranda/", "/penilaian/", "/", f"/kompetisi/{stage.edition.slug}/"):
        visitor.go(path)
        visitor.see_none_of(OTHERS)
    for path in ("hasil", "keputusan", "peserta"):
        visitor.go(f"/ruang-kendali/{place}/{path}/", status=403)


class Keys:
    """A person without a mouse: the tabulator until the focus is where it is wanted, and keys from there."""

    FAR = 120
    FOCUSED = """() => {
        const here = document.activeElement;
        const label = here.labels && here.labels.length ? here.labels[0] : here;
        return { name: label.innerText.replace(/\\s+/g, " ").trim(), isRadio: here.type === "radio" };
    }"""

    MARKED = """() => [document.activeElement, document.activeElement.parentElement].some((each) => {
        const style = getComputedStyle(each);
        return style.outlineStyle !== "none" || style.boxShadow !== "none";
    })"""

    def __init__(self, visitor):
        self.visitor, self.keyboard = visitor, visitor.page.keyboard

    def reach(self, name):
        matches = name.search if isinstance(name, re.Pattern) else lambda text: text == name
        return self._tab_until(lambda focused: matches(focused["name"]), name)

    def reach_radio(self):
        """The next group of radio buttons, in which the tabulator stops once."""
        return self._tab_until(lambda focused: focused["isRadio"], "radio")

    def type(self, text):
        self.keyboard.press("Control+A")
        self.keyboard.type(text)

    def press(self, *keys):
        for key in keys:
            self.keyboard.press(key)

    def send(self):
        """Enter, and the page that comes of it."""
        with self.visitor.page.expect_navigation():
            self.keyboard.press("Enter")
        self.visitor.arrive()

    def _tab_until(self, is_there, wanted):
        for _step in range(self.FAR):
            self.keyboard.press("Tab")
            if is_there(self.visitor.page.evaluate(self.FOCUSED)):
                self._is_seen()
                return self
        raise AssertionError(f"the tabulator never comes to {wanted} on {self.visitor.path}")

    def _is_seen(self):
        """What has the focus is marked as such, itself or with the frame right around it."""
        assert self.visitor.page.evaluate(self.MARKED), f"the focus cannot be seen on {self.visitor.path}"
