"""The register of judges: found, kept by the judge, mended by the secretariat, downloaded."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AgencyKind, Event, Letter, Role
from accounts.rules import Refused
from competitions.kinds import StageKind
from judging import rules
from judging.circle import giving_out
from judging.domain.judges import registering
from judging.domain.judges.registering import Facts, Workplace
from judging.models import Assignment, Employer, Judge
from tests.factories import accounts, competitions, judging

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def signed_in(client, office):
    client.force_login(office.user)
    return client


def sent(*works, stamp="0", **boxes):
    """An entry as its page sends it: each of the works is (place, is_other, since, until)."""
    data = {"kerja-TOTAL_FORMS": len(works), "kerja-INITIAL_FORMS": 0, "versi": stamp, **boxes}
    for number, (place, is_other, since, until) in enumerate(works):
        data |= {f"kerja-{number}-place": place, f"kerja-{number}-since": since, f"kerja-{number}-until": until}
        data |= {f"kerja-{number}-is_other": "on"} if is_other else {}
    return data


def described(user, *works, by, **facts):
    return registering.describe(user, Facts(**facts), works, by=by, at=timezone.now())


@pytest.fixture
def judge():
    return accounts.membership(Role.EVALUATOR, user=accounts.person("Dr. Citra Suryani"))


@pytest.fixture
def secretary():
    return accounts.membership(Role.SECRETARY)


# --- the rule


@pytest.mark.parametrize(
    ("role", "own", "refusal"),
    [
        (Role.SECRETARY, False, None),
        (Role.MINISTRY_ADMIN, False, None),
        (Role.EVALUATOR, True, None),
        (Role.PANELIST, True, None),
        (Role.EVALUATOR, False, rules.NOT_YOUR_ENTRY),
        (Role.PANELIST, False, rules.NOT_YOUR_ENTRY),
        (Role.AUDITOR, False, rules.NOT_YOUR_ENTRY),
        (Role.UNIT, True, rules.NOT_YOUR_ENTRY),
        (Role.AGENCY_ADMIN, True, rules.NOT_YOUR_ENTRY),
    ],
)
def test_an_entry_is_the_judges_own_and_the_ministrys_to_mend(role, own, refusal):
    office = accounts.membership(role)
    subject = office.user_id if own else office.user_id + 1
    assert rules.describing_refusal(subject, office=office) is refusal


def test_nobody_writes_another_judges_entry(judge):
    other = accounts.membership(Role.EVALUATOR)
    with pytest.raises(Refused) as refused:
        described(judge.user, by=other, capacity=3)
    assert refused.value.refusal is rules.NOT_YOUR_ENTRY
    assert not Judge.objects.exists()


# --- the judge's own page


def test_a_judge_keeps_the_own_entry_and_each_change_is_one_event(client, judge):
    agency, edition = accounts.agency(name="Pemerintah Kota Harapan"), competitions.edition()
    field, province = edition.categories.first().name, accounts.a_province()
    signed_in(client, judge)
    address = reverse("judging:profile")
    page = text(client.get(address))
    assert field in page
    data = sent(
        ("pemerintah kota harapan", False, "01/02/2020", ""),
        ("Universitas Contoh", True, "", "31/01/2020"),
        ("", False, "", ""),
        fields_known=[field],
        expertise="Statistik",
        province=province.pk,
        capacity="40",
        available_from="",
        available_until="31/12/2099",
    )
    page = text(client.post(address, data, follow=True))
    assert "Data juri disimpan." in page
    entry = Judge.objects.get()
    assert (entry.user, entry.fields, entry.expertise, entry.capacity) == (judge.user, [field], "Statistik", 40)
    assert entry.province == province
    assert [one.called for one in Employer.objects.in_order()] == [agency.name, "Universitas Contoh"]
    event = Event.objects.get(name="judge.described")
    assert (event.actor_id, event.subject_id) == (judge.user_id, judge.user_id)
    client.post(address, {**data, "versi": "1"})
    assert Event.objects.filter(name="judge.described").count() == 1, "the same again changes nothing"


@pytest.mark.parametrize(
    ("works", "boxes", "said"),
    [
        ([("Kota Tidak Ada", False, "", "")], {}, "Tidak ada instansi bernama “Kota Tidak Ada” dalam daftar"),
        ([("pemerintah kota", False, "", "")], {}, "Tulis nama lengkap instansinya"),
        ([("", False, "01/01/2020", "")], {}, "Tulis nama tempat kerjanya, atau kosongkan tanggalnya"),
        ([("Media", True, "", "31/12/2099")], {}, "Kosongkan tanggalnya"),
        ([("Media", True, "02/01/2020", "02/01/2020")], {}, "Tanggal berakhir harus sesudah tanggal mulai"),
        ([("Media", True, "kemarin", "")], {}, "Tulis tanggal sebagai hari/bulan/tahun"),
        ([], {"capacity": "banyak"}, "Tulis dengan angka, seperti 40"),
        ([], {"capacity": "0"}, "Paling sedikit 1"),
        ([], {"fields_known": "Sihir"}, "Pilih bidang dari daftar"),
        ([], {"province": "00"}, "Pilih provinsi dari daftar"),
        ([], {"available_from": "01/01/2030", "available_until": "01/01/2030"}, "harus sesudah tanggal mulai"),
        ([("x" * 201, True, "", "")], {}, "Nama paling panjang 200 huruf"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(client, judge, works, boxes, said):
    accounts.agency(name="Pemerintah Kota Satu")
    accounts.agency(name="Pemerintah Kota Dua")
    response = signed_in(client, judge).post(reverse("judging:profile"), sent(*works, **boxes))
    assert said in text(response)
    assert not Judge.objects.exists()


def test_an_entry_mended_meanwhile_is_not_overwritten(client, judge, secretary):
    described(judge.user, by=secretary, expertise="Statistik")
    response = signed_in(client, judge).post(reverse("judging:profile"), sent(expertise="Lain"))
    assert response.status_code == 409
    assert Judge.objects.get().expertise == "Statistik"
    client.post(reverse("judging:profile"), sent(expertise="Lain", stamp="1"))
    assert Judge.objects.get().expertise == "Lain"


def test_a_judge_has_no_page_of_other_judges(client, judge):
    other = accounts.membership(Role.PANELIST)
    signed_in(client, judge)
    for name, args in (
        ("judges", []),
        ("judge", [other.user_id]),
        ("judge-entry", [other.user_id]),
    ):
        assert client.get(reverse(f"judging:{name}", args=args)).status_code == 403


# --- the tie that follows


def test_a_new_employer_closes_its_dossiers_and_gives_their_work_back(client, secretary):
    stage, office, assignments = judging.desk(2)
    proposer = assignments[0].proposal_agency
    judging.marked(assignments[0], office, lock=True)
    signed_in(client, office)
    page = text(client.post(reverse("judging:profile"), sent((proposer.name, False, "", "")), follow=True))
    assert "2 usulan dari tempat kerja itu diserahkan kepada penilai lain" in page
    assert not Assignment.objects.standing().filter(judge=office.user).exists()
    given_back = Assignment.objects.filter(stage=stage).first()
    assert proposer.name in given_back.recusal_reason
    for one in Assignment.objects.filter(stage=stage):
        giving_out.replace_later(one.pk, at=timezone.now())
    assert Letter.objects.filter(name="stage.work_came_back", recipient=secretary.user).count() == 2


def test_an_employer_left_long_ago_takes_nothing_away(secretary):
    _stage, office, assignments = judging.desk(1)
    today = timezone.localdate()
    works = [Workplace(assignments[0].proposal_agency, until=today.replace(year=today.year - 4, day=1))]
    assert described(office.user, *works, by=secretary) == 0
    assert Assignment.objects.held_by(office.user).count() == 1


# --- the ministry's list


def test_namesakes_are_told_apart_and_one_finds_whom_one_looks_for(client, judge, secretary):
    twin = accounts.membership(Role.PANELIST, user=accounts.person("Dr. Citra Suryani"))
    former = accounts.membership(Role.EVALUATOR, user=accounts.person("Sudah Pergi"), until=timezone.localdate())
    agency = accounts.agency(AgencyKind.CITY, name="Pemerintah Kota Harapan")
    described(judge.user, Workplace(agency), by=secretary, expertise="Statistik", fields=("Kesehatan",))
    described(twin.user, by=secretary, province=accounts.a_province())
    signed_in(client, secretary)
    address = reverse("judging:judges")

    def shown(**asked):
        page = text(client.get(address, asked))
        return {one for one in (judge, twin, former) if one.user.told_apart in page}

    assert shown() == {judge, twin, former}
    assert shown(q="statistik") == shown(bidang="Kesehatan") == shown(instansi="harapan") == {judge}
    assert shown(peran="panelist") == shown(provinsi=accounts.a_province().pk) == {twin}
    assert shown(keadaan="berakhir") == {former}
    assert shown(keadaan="berlaku") == {judge, twin}
    assert shown(keadaan="belum-mengisi") == set()
    assert "Tidak ada yang cocok" in text(client.get(address, {"q": "tidak ada orangnya"}))


def test_the_secretariat_mends_an_entry_and_the_page_says_who_did(client, judge, secretary):
    signed_in(client, secretary)
    client.post(reverse("judging:judge-entry", args=[judge.user_id]), sent(("Universitas Contoh", True, "", "")))
    page = text(client.get(reverse("judging:judge", args=[judge.user_id])))
    assert "Universitas Contoh" in page
    assert "Tempat kerja: Universitas Contoh" in page
    assert f"{secretary.user.full_name}, sekretariat" in page


def test_terms_and_loads_come_from_real_work(client, secretary):
    stage, office, assignments = judging.desk(3)
    judging.marked(assignments[0], office, lock=True)
    Assignment.objects.filter(pk=assignments[2].pk).update(recused_at=timezone.now(), recusal_reason="Kerabat.")
    signed_in(client, secretary)
    response = client.get(reverse("judging:judge", args=[office.user_id]))
    [service] = response.context["services"]
    assert (service.stage, service.held, service.done, service.returned) == (stage, 2, 1, 1)
    [row] = client.get(reverse("judging:judges")).context["page"]
    assert (row.n_editions, row.n_given, row.n_owed) == (1, 2, 1)


def test_the_file_has_the_same_judges_and_no_formula(client, judge, secretary):
    other = accounts.membership(Role.PANELIST)
    described(judge.user, Workplace(name="=Media"), by=secretary, capacity=12)
    content = (
        signed_in(client, secretary)
        .get(reverse("judging:judges"), {"q": judge.user.email, "bentuk": "csv"})
        .getvalue()
        .decode()
    )
    assert judge.user.email in content
    assert other.user.email not in content
    assert "'=Media" in content
    assert ";12;" in content


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SECRETARY])
def test_an_auditor_reads_and_mends_nothing(client, judge, role):
    signed_in(client, accounts.membership(role))
    page = text(client.get(reverse("judging:judge", args=[judge.user_id])))
    assert ("Ubah data juri" in page) == (role == Role.SECRETARY)
    status = client.get(reverse("judging:judge-entry", args=[judge.user_id])).status_code
    assert status == (403 if role == Role.AUDITOR else 200)


def test_who_never_judged_is_not_in_the_register(client, secretary):
    writer = accounts.membership(Role.UNIT)
    signed_in(client, secretary)
    for name in ("judge", "judge-entry"):
        assert client.get(reverse(f"judging:{name}", args=[writer.user_id])).status_code == 404


@pytest.mark.parametrize("count", [2, 40])
def test_the_pages_cost_the_same_for_many(client, secretary, django_assert_max_num_queries, count):
    stage = judging.running(StageKind.DESK)
    for number in range(count):
        office = judging.judge(stage)
        described(office.user, Workplace(name=f"Media {number}"), by=secretary, capacity=number + 1)
        judging.seated(stage, office)
    signed_in(client, secretary)
    with django_assert_max_num_queries(11):
        client.get(reverse("judging:judges"))
    with django_assert_max_num_queries(10):
        client.get(reverse("judging:judge", args=[office.user_id]))
    with django_assert_max_num_queries(12):
        client.get(reverse("judging:judge-entry", args=[office.user_id]))


def test_dates_of_availability_are_shown(client, judge, secretary):
    today = timezone.localdate()
    described(judge.user, by=secretary, available_from=today, available_until=today + timedelta(days=30))
    page = text(signed_in(client, secretary).get(reverse("judging:judges")))
    assert "sampai sebelum" in page
