"""The public objects by its page; who said it is the secretariat's to know, page by page and role by role."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signing import get_cookie_signer
from django.urls import reverse
from django.utils import timezone

from accounts.domain.entrance import visitors
from accounts.models import Motion, Reading, Role
from accounts.pages.visitors import COOKIE, SALT
from competitions.kinds import StageKind
from judging import motions as grave
from judging.models import Choice, Evidence, Objection
from proposals.models import Announcement
from sinovik.season import prose
from tests import carrying, once
from tests.factories import accounts
from tests.pages import Browser, hidden, markup, text_of
from tests.seconding import settle, settle_all

pytestmark = pytest.mark.django_db
NAME, ADDRESS = "Nia Kartika Sari", "nia.kartika@contoh.id"
WHY = "Pengguna yang disebut tidak pernah dilayani."


@pytest.fixture
@once.lived_through
def contest():
    """(crew, stage): a desk whose provisional list stands before the public."""
    crew, edition, _dossiers = carrying.begun(4, places=(3, 2, 1), rules=(), evaluators=3, panelists=3)
    edition.stages.filter(kind=StageKind.DESK).update(objection_days=5)
    desk = carrying.worked(carrying.carried_to(edition, StageKind.DESK, crew), crew)
    desk = carrying.decided(carrying.computed(desk, crew), crew)
    at = carrying.moment(desk)
    settle(grave.announce_provisionally(desk, "Arahan Menteri.", by=crew.admin, at=at), by=crew.second_admin, at=at)
    return crew, carrying.fresh(desk)


@pytest.fixture
def proposal(contest):
    return Choice.objects.filter(decision__stage=contest[1]).going_on().order_by("pk").first().proposal


@pytest.fixture
def during(contest, time_machine):
    """The clock stands an hour after the list."""
    time_machine.move_to(contest[1].provisional_at + timedelta(hours=1))


@pytest.fixture
def citizen(during):
    """A browser taken for a confirmed visitor."""
    client = Browser()
    visitor = visitors.confirm(ADDRESS, at=timezone.now())
    client.cookies[COOKIE] = get_cookie_signer(salt=COOKIE + SALT).sign(str(visitor.pk))
    return client


def page_of(stage):
    return reverse("judging:objections", args=[stage.edition.slug, stage.position])


def words(proposal, /, **given):
    return {"proposal": proposal.code, "sort": "objection", "text": WHY, "full_name": NAME} | given


def desk_of(objection, name="objection", **more):
    stage = objection.stage
    address = {"slug": stage.edition.slug, "position": stage.position, "pk": objection.pk}
    return reverse(f"judging:{name}", kwargs={**address, **more})


def test_the_list_leads_to_the_page_and_a_stranger_is_asked_for_an_address(contest, during):
    _crew, stage = contest
    client = Browser()
    listed = text_of(client.get(Announcement.objects.get(stage=stage).get_absolute_url()))
    assert "Daftar ini sementara" in listed
    page = text_of(client.get(page_of(stage)))
    assert "Kirim tautan" in page
    assert "Kirim tanggapan" not in page
    client.post(page_of(stage), {"text": WHY})
    assert not Objection.objects.exists()


def test_a_citizen_objects_and_nothing_typed_is_lost_when_it_is_refused(contest, citizen, proposal):
    _crew, stage = contest
    empty = text_of(citizen.post(page_of(stage), {}))
    for said in ("Pilih usulannya", "Tulis isinya", "Isi nama Anda"):
        assert said in empty
    assert "Tanggapan Anda tersimpan" in text_of(citizen.post(page_of(stage), words(proposal), follow=True))
    again = text_of(citizen.post(page_of(stage), words(proposal, text="Yang kedua, lebih panjang.")))
    assert "Yang pertama sudah tersimpan." in again
    assert "Yang kedua, lebih panjang." in again
    assert Objection.objects.get().text == WHY


def test_ten_megabytes_are_refused_in_a_sentence_and_what_was_written_stays(contest, citizen, proposal):
    large = SimpleUploadedFile("bukti.pdf", b"%PDF-1.7" + b"0" * 10 * 1024 * 1024, content_type="application/pdf")
    page = text_of(citizen.post(page_of(contest[1]), words(proposal, evidence=large)))
    assert "Ukuran berkas paling besar 2 MB" in page
    assert WHY in page
    assert not Objection.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"full_name": "N" * 151}, "Nama paling panjang 150 huruf"),
        ({"text": "  "}, "Tulis isinya"),
        ({"sort": "lainnya"}, "Pilih satu"),
        ({"proposal": "KIPP-0000-00000"}, "Pilih usulan dari daftar"),
    ],
)
def test_whatever_is_wrong_what_was_written_stays_and_a_file_is_asked_for_again(
    contest, citizen, proposal, given, said
):
    letter = SimpleUploadedFile("bukti.pdf", prose.letter("bukti"), content_type="application/pdf")
    sent = words(proposal, evidence=letter, **given)
    page = citizen.post(page_of(contest[1]), sent)
    shown = page.content.decode()
    assert said in text_of(page)
    assert [one for one in (sent["text"].strip(), sent["full_name"]) if one not in shown] == []
    if "proposal" not in given:
        assert re.search(rf'value="{proposal.code}"\s+selected', shown)
    if "sort" not in given:
        assert re.search(r'value="objection"[^>]*\schecked', shown)
    # A browser keeps no file: the page says that it has to be chosen again.
    assert "Pilih lagi berkasnya" in text_of(page)
    assert not Objection.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"), [("bukti.exe", b"MZ" + b"0" * 2000), ("bukti.pdf", b"bukan PDF"), ("bukti.pdf", b"")]
)
def test_a_wrong_file_loses_no_text(contest, citizen, proposal, name, content):
    page = citizen.post(page_of(contest[1]), words(proposal, evidence=SimpleUploadedFile(name, content)))
    assert page.status_code == 200
    assert WHY in page.content.decode()
    assert NAME in page.content.decode()
    assert "evidence" in page.context["form"].errors or page.context["form"].non_field_errors()
    assert not Objection.objects.exists()


def test_ten_megabytes_of_text_are_refused_in_a_sentence_that_says_where_they_are_still(contest, citizen, proposal):
    answer = citizen.post(page_of(contest[1]), words(proposal, text="x" * 10_000_000))
    assert answer.status_code == 400
    assert "lebih dari 8 MB" in answer.content.decode()
    assert "isian Anda masih di sana" in answer.content.decode()
    assert not Objection.objects.exists()


def test_after_the_window_the_page_says_so(contest, citizen, proposal, time_machine):
    _crew, stage = contest
    time_machine.move_to(stage.objections_until)
    page = text_of(citizen.post(page_of(stage), words(proposal)))
    assert "Masa sanggah untuk daftar ini tidak sedang berjalan." in page
    # What was typed while the window ended stays, to be copied.
    assert WHY in page
    assert not Objection.objects.exists()


def test_a_stage_without_a_provisional_list_has_no_page(contest, during):
    stage = contest[1].edition.stages.get(kind=StageKind.ADMINISTRATIVE)
    assert Browser().get(page_of(stage)).status_code == 404


def signed_in(office):
    client = Browser()
    client.force_login(office.user)
    return accounts.fresh(client)


@pytest.mark.parametrize("role", Role)
def test_who_said_it_is_shown_to_the_secretariat_alone(contest, citizen, proposal, role):
    _crew, stage = contest
    letter = SimpleUploadedFile(f"{NAME}.pdf", prose.letter("bukti"), content_type="application/pdf")
    citizen.post(page_of(stage), words(proposal, evidence=letter))
    objection = Objection.objects.get()
    place = {Role.UNIT: (proposal.agency, proposal.unit), Role.AGENCY_ADMIN: (proposal.agency,)}.get(role, ())
    office = accounts.membership(role, *place)
    client = signed_in(office)
    file = Evidence.objects.get()
    stage_page = {"slug": stage.edition.slug, "position": stage.position}
    addresses = [
        desk_of(objection),
        reverse("judging:objections-desk", kwargs=stage_page),
        reverse("judging:stage", kwargs=stage_page),
        reverse("proposals:show", args=[proposal.code]),
        reverse("control_room_history", args=[stage.edition.slug]),
        page_of(stage),
        Announcement.objects.get(stage=stage).get_absolute_url(),
        reverse("home"),
    ]
    seen = [text_of(client.get(address)) for address in addresses]
    told = [text for text in seen if NAME in text or ADDRESS in text]
    assert bool(told) == (role == Role.SECRETARY)
    noted = Reading.objects.filter(kind=Reading.Kind.SENDER, user=office.user, subject_id=objection.pk)
    assert noted.exists() == (role == Role.SECRETARY)
    fetched = client.get(desk_of(objection, "objection-evidence", file_pk=file.pk))
    assert (fetched.status_code == 200) == (role in (Role.SECRETARY, Role.MINISTRY_ADMIN))
    if fetched.status_code == 200:
        assert (NAME in fetched["Content-Disposition"]) == (role == Role.SECRETARY)
        fetched.close()


def test_an_objection_assigned_meanwhile_is_not_given_to_somebody_else_unseen(contest, proposal, during):
    crew, stage = contest
    said = {"sort": Objection.Sort.OBJECTION, "text": "Tidak terbukti.", "sent_at": timezone.now()}
    objection = Objection.objects.create(stage=stage, proposal=proposal, **said)
    first, second = signed_in(crew.secretary), signed_in(crew.admin)
    drawn = [hidden(client.get(desk_of(objection))) for client in (first, second)]
    day = timezone.localdate() + timedelta(days=3)
    chosen = {"to": crew.secretary.pk, "answer_by": f"{day:%d/%m/%Y}"}
    address = desk_of(objection, "objection-assignment")
    assert first.post(address, {**chosen, **drawn[0]}).status_code == 302
    other = {**chosen, "to": crew.admin.pk}
    answer = second.post(address, {**other, **drawn[1]})
    assert answer.status_code == 409
    assert "berubah setelah Anda membukanya" in text_of(answer)
    assert f"Petugas {crew.secretary.user.told_apart}" in text_of(answer)
    objection.refresh_from_db()
    assert objection.assigned_to == crew.secretary
    # Seen now, it may be meant so.
    assert second.post(address, {**other, **hidden(answer)}).status_code == 302
    objection.refresh_from_db()
    assert objection.assigned_to == crew.admin


@pytest.mark.journey
def test_assigned_answered_and_upheld_by_pages(contest, citizen, proposal, time_machine):
    crew, stage = contest
    citizen.post(page_of(stage), words(proposal))
    objection = Objection.objects.get()
    secretary = signed_in(crew.secretary)
    assert "Tugaskan dahulu" in text_of(secretary.get(desk_of(objection)))
    stage.settings = {**stage.settings, "answer_days": 9}
    stage.save(update_fields=["settings"])
    proposed = timezone.localdate() + timedelta(days=9)
    assert f'value="{proposed:%d/%m/%Y}"' in markup(secretary.get(desk_of(objection)))
    past = {"to": crew.secretary.pk, "answer_by": "1/1/2020"}
    assert "belum lewat" in text_of(secretary.post(desk_of(objection, "objection-assignment"), past))
    day = timezone.localdate() + timedelta(days=3)
    chosen = {**past, **hidden(secretary.get(desk_of(objection))), "answer_by": f"{day:%d/%m/%Y}"}
    secretary.post(desk_of(objection, "objection-assignment"), chosen)
    told = {"outcome": "suspended", "reason": "Terbukti.", "answer": "Terima kasih.", "summary": "Data tidak terbukti."}
    answering = desk_of(objection, "objection-answer")
    assert "Tulis ringkasannya" in text_of(secretary.post(answering, {**told, "summary": ""}))
    moved = secretary.post(answering, told)
    motion = Motion.objects.about(objection).get()
    assert moved.url == reverse("motion", args=[motion.pk])
    assert NAME not in text_of(signed_in(crew.admin).get(moved.url))
    settle_all(at=timezone.now())
    assert "Data tidak terbukti." in text_of(Browser().get(page_of(stage)))
    time_machine.move_to(stage.objections_until + timedelta(hours=1))
    carrying.published(stage, crew, at=timezone.now())
    final = text_of(Browser().get(Announcement.objects.get(stage=stage).get_absolute_url()))
    assert "Perubahan dari daftar sementara" in final
    assert "Data tidak terbukti." in final
    assert NAME not in final


def test_the_page_before_a_list_asks_why_it_breaks_a_rule_and_shows_the_second_person(
    contest, proposal, during, time_machine
):
    crew, stage = contest
    page = reverse("judging:act", kwargs={"slug": stage.edition.slug, "position": stage.position, "noun": "pengumuman"})
    going = Choice.objects.filter(decision__stage=stage, goes_on=True, proposal__agency=proposal.agency).count()
    stage.composition.create(position=1, dimension="agency", value=proposal.agency.name, minimum=going)
    time_machine.move_to(stage.objections_until + timedelta(hours=1))
    admin, asked = signed_in(crew.admin), "Mengapa menyimpang dari aturan komposisi"
    assert asked not in text_of(admin.get(page))
    Choice.objects.filter(decision__stage=stage, proposal=proposal).update(goes_on=False, reason="Tidak terbukti.")
    shown = admin.get(page)
    rule = f"usulan dari {proposal.agency.name}: sekarang {going - 1}"
    assert asked in text_of(shown)
    assert rule in text_of(shown)
    refused = admin.post(page, {**hidden(shown), "reason": "Waktunya lewat."})
    assert "Daftar yang diumumkan menyimpang dari aturan komposisi." in text_of(refused)
    why = "Tidak ada usulan lain dari instansi itu."
    assert admin.post(page, {**hidden(shown), "reason": "Waktunya lewat.", "override": why}).status_code == 302
    motion = Motion.objects.about(stage).get(kind="publish")
    second = text_of(signed_in(crew.second_admin).get(reverse("motion", args=[motion.pk])))
    assert f"{rule} Alasan, yang terbaca oleh publik: {why}" in second
