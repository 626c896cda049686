"""From the proposal of a decision to its publication, through the pages."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts import moments
from accounts.domain import motions
from accounts.models import Motion
from judging import motions as grave
from judging import rules
from judging.models import Choice, Decision
from proposals.models import Announcement
from tests import carrying
from tests.announcing import wait_out
from tests.factories import accounts
from tests.judging.views.conftest import act, at
from tests.pages import hidden, markup

WHY = "Arahan Menteri."


def agree(client, pk):
    """Read a motion's page and agree to what it shows."""
    shown = markup(client.get(reverse("motion", args=[pk])))
    seen = re.search(r'name="sidik"\s+value="(\w+)"', shown)[1]
    return client.post(reverse("motion_seconding", args=[pk]), {"sidik": seen})


def test_from_the_proposal_to_the_publication(enter, cast, computed):
    client = enter(cast.ministry_admin)
    assert "Tulis catatan rapat" in markup(client.post(act(computed, "pengajuan-keputusan"), {}))
    sent = {"reason": WHY, "minutes": "Rapat pleno.", "without_quorum": carrying.UNMET}
    assert client.post(act(computed, "pengajuan-keputusan"), sent).status_code == 302
    motion = Decision.objects.get(stage=computed).motion
    own = markup(client.get(reverse("motion", args=[motion.pk])))
    assert "Anda yang mengajukan ini." in own
    assert 'name="sidik"' not in own
    assert client.post(reverse("motion_seconding", args=[motion.pk]), {"sidik": motion.sha256}).status_code == 403
    assert Decision.objects.get(stage=computed).approved_at is None

    client = enter(cast.second_ministry_admin)
    assert "Rapat pleno." in markup(client.get(reverse("motion", args=[motion.pk])))
    assert agree(client, motion.pk).status_code == 302
    assert wait_out() == 1

    undecreed = client.post(act(computed, "pengumuman"))
    assert undecreed.status_code == 403
    assert "Isi nomor dan tanggal keputusan dahulu" in markup(undecreed)
    assert carrying.fresh(computed).published_at is None
    wrong = client.post(act(computed, "surat-keputusan"), {"number": "7", "date": "besok"})
    assert "Tulis tanggal sebagai hari/bulan/tahun" in markup(wrong)
    today = timezone.localdate()
    never = client.post(act(computed, "surat-keputusan"), {"number": "7", "date": "31/02/2026"})
    assert "Tanggal ini tidak ada dalam kalender. Periksa hari dan bulannya" in markup(never)
    early = "lebih awal daripada penutupan tahap ini. Isi tanggal penutupan itu atau sesudahnya."
    for away, sentence in [(1, "Tanggal keputusan belum tiba."), (-800, early)]:
        late = {"number": "7", "date": f"{today + timedelta(days=away):%d/%m/%Y}"}
        assert sentence in markup(client.post(act(computed, "surat-keputusan"), late))
    decree = {"number": "7 Tahun 2026", "date": f"{today:%d/%m/%Y}"}
    assert client.post(act(computed, "surat-keputusan"), decree).status_code == 302
    assert "7 Tahun 2026" in markup(client.get(act(computed, "pengumuman")))
    assert "Tulis alasannya" in markup(client.post(act(computed, "pengumuman"), {}))
    assert client.post(act(computed, "pengumuman"), {"reason": WHY}).status_code == 302
    assert carrying.fresh(computed).published_at is None
    assert client.post(act(computed, "pengumuman")).status_code == 403

    publication = Motion.objects.about(computed).get()
    client = enter(cast.ministry_admin)
    shown = markup(client.get(reverse("motion", args=[publication.pk])))
    assert f"keputusan nomor 7 Tahun 2026, {moments.day(today)}." in shown
    assert agree(client, publication.pk).status_code == 302
    assert carrying.fresh(computed).published_at is None
    assert "menit kemudian" not in markup(client.get(reverse("motion", args=[publication.pk])))
    motions.carry_out_due(at=timezone.now() + timedelta(minutes=9))
    assert carrying.fresh(computed).published_at is None
    motions.carry_out_due(at=timezone.now() + timedelta(minutes=10))
    assert carrying.fresh(computed).published_at
    assert client.post(act(computed, "pengumuman")).status_code == 403


def test_what_was_agreed_to_is_settled_ten_minutes_later_and_can_be_taken_back(enter, cast, computed, now):
    motion = grave.propose(computed, WHY, without_quorum=carrying.UNMET, by=cast.ministry_admin, at=now)
    second = enter(cast.second_ministry_admin)
    assert WHY in markup(second.get(reverse("motion", args=[motion.pk])))
    agree(second, motion.pk)
    shown = markup(second.get(at("stage", computed)))
    assert "keputusan disetujui, menunggu waktunya" in shown
    assert "Baca dan setujui keputusan" not in shown.partition("Belum dapat dilakukan")[0]
    motions.carry_out_due(at=now + timedelta(minutes=9))
    assert Decision.objects.get(stage=computed).approved_at is None
    enter(cast.ministry_admin).post(reverse("motion_withdrawing", args=[motion.pk]))
    motions.carry_out_due(at=now + timedelta(days=1))
    assert Decision.objects.get(stage=computed).proposed_at is None


def test_a_publication_waits_for_its_set_moment(enter, cast, crew, computed, now):
    carrying.decided(computed, crew, at=now)
    later = timezone.localtime(now + timedelta(days=2))
    client = enter(cast.ministry_admin)
    sent = {"reason": WHY, "release_on": f"{later:%d/%m/%Y}"}
    assert "Isi jam pelaksanaan" in markup(client.post(act(computed, "pengumuman"), sent))
    set_moment = {**sent, "release_time": f"{later:%H.%M}"}
    assert client.post(act(computed, "pengumuman"), set_moment).status_code == 302
    motion = Motion.objects.about(computed).get()
    agree(enter(cast.second_ministry_admin), motion.pk)
    assert carrying.fresh(computed).published_at is None
    assert "menunggu waktunya" in markup(client.get(at("stage", computed)))
    motions.carry_out_due(at=now + timedelta(days=1))
    assert carrying.fresh(computed).published_at is None
    motions.carry_out_due(at=now + timedelta(days=3))
    motions.carry_out_due(at=now + timedelta(days=3))
    assert carrying.fresh(computed).published_at
    assert Announcement.objects.filter(stage=computed).count() == 1


def test_a_grave_act_asks_for_the_password_again(client, cast, computed):
    cast.ministry_admin.user.set_password("sandi panjang untuk uji")
    cast.ministry_admin.user.save()
    client.force_login(cast.ministry_admin.user)
    accounts.fresh(client, ago=24 * 60 * 60)
    response = client.post(act(computed, "pengajuan-keputusan"), {"reason": WHY, "minutes": "Rapat pleno."})
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_reauthenticate"))
    assert not Motion.objects.about(computed.decision).exists()


def test_a_decision_sent_back_can_be_proposed_again(enter, cast, computed, now):
    motion = grave.propose(computed, WHY, without_quorum=carrying.UNMET, by=cast.ministry_admin, at=now)
    client = enter(cast.second_ministry_admin)
    declining = reverse("motion_declining", args=[motion.pk])
    assert "Tulis alasannya" in markup(client.post(declining, {"reason": ""}))
    client.post(declining, {"reason": "Catatan rapat belum lengkap."})
    assert "Catatan rapat belum lengkap." in markup(client.get(at("stage", computed)))
    sent = {"reason": WHY, "minutes": "Lengkap.", "without_quorum": carrying.UNMET}
    assert client.post(act(computed, "pengajuan-keputusan"), sent).status_code == 302


def test_the_mover_takes_the_decision_back(enter, cast, computed, now):
    motion = grave.propose(computed, WHY, without_quorum=carrying.UNMET, by=cast.ministry_admin, at=now)
    withdrawing = reverse("motion_withdrawing", args=[motion.pk])
    assert enter(cast.second_ministry_admin).post(withdrawing).status_code == 403
    client = enter(cast.ministry_admin)
    assert client.post(withdrawing).status_code == 302
    assert "ditarik pengusulnya" in markup(client.get(reverse("motions")))
    assert Decision.objects.get(stage=computed).proposed_at is None


def test_half_a_decree_is_a_message(enter, cast, computed):
    response = enter(cast.ministry_admin).post(
        act(computed, "pengajuan-keputusan"),
        {"reason": WHY, "minutes": "Rapat.", "number": "7 Tahun 2026"},
    )
    assert response.status_code == 200
    assert "Isi tanggal keputusan" in markup(response)


def test_a_decision_is_proposed_as_it_was_shown(enter, cast, computed):
    client = enter(cast.ministry_admin)
    drawn = hidden(client.get(act(computed, "pengajuan-keputusan")))
    choice = Choice.objects.filter(decision__stage=computed).order_by("pk").first()
    Choice.objects.filter(pk=choice.pk).update(goes_on=not choice.goes_on, reason="Pleno menilai lain.")
    response = client.post(act(computed, "pengajuan-keputusan"), {**drawn, "reason": WHY, "minutes": "Semua hadir."})
    assert response.status_code == 409
    assert "Semua hadir.</textarea>" in markup(response)
    assert not Motion.objects.about(Decision.objects.get(stage=computed)).exists()


def test_a_decision_without_a_meeting_on_record_asks_for_a_reason_of_its_own(enter, cast, computed):
    client = enter(cast.ministry_admin)
    page = client.get(act(computed, "pengajuan-keputusan"))
    assert "Terbaca oleh publik: Kehadiran rapat pleno tidak dicatat." in markup(page)
    sent = {**hidden(page), "reason": WHY, "minutes": "Semua hadir."}
    asked = client.post(act(computed, "pengajuan-keputusan"), sent)
    assert str(rules.NOT_ON_RECORD) in markup(asked)
    assert "Semua hadir.</textarea>" in markup(asked)
    sent["without_quorum"] = "Rapat diadakan di luar portal."
    assert client.post(act(computed, "pengajuan-keputusan"), sent).status_code == 302
    motion = Motion.objects.about(Decision.objects.get(stage=computed)).get()
    page = markup(enter(cast.second_ministry_admin).get(reverse("motion", args=[motion.pk])))
    assert "Diputuskan tanpa kuorum rapat pleno" in page
    assert "Alasan, yang terbaca oleh publik: Rapat diadakan di luar portal." in page


def test_a_decision_against_a_rule_of_composition_asks_for_a_reason_of_its_own(enter, cast, computed):
    computed.composition.create(position=99, dimension="agency_kind", value="body", minimum=1)
    client = enter(cast.ministry_admin)
    page = client.get(act(computed, "pengajuan-keputusan"))
    assert "Mengapa menyimpang dari aturan komposisi" in markup(page)
    sent = {**hidden(page), "reason": WHY, "minutes": "Semua hadir.", "without_quorum": carrying.UNMET}
    asked = client.post(act(computed, "pengajuan-keputusan"), sent)
    assert "Keputusan ini menyimpang dari aturan komposisi." in markup(asked)
    sent["override"] = "Tidak ada yang lain."
    assert client.post(act(computed, "pengajuan-keputusan"), sent).status_code == 302
    assert Motion.objects.about(Decision.objects.get(stage=computed)).get().inputs["override"] == sent["override"]
