"""Choosing on a list, looking, doing, undoing: through the pages, without JavaScript."""

import pytest
from django.urls import reverse

from accounts.models import BulkAct, Event, Letter, Role
from accounts.pages import lists
from judging.models import Entrant, Finding, PanelMember, Verdict
from tests.factories import accounts
from tests.judging.views.conftest import at
from tests.pages import HIDDEN, hidden, text_of

pytestmark = pytest.mark.django_db


def answer_all(stage):
    Finding.objects.filter(stage=stage, is_met=None).update(is_met=True)
    Finding.objects.filter(stage=stage, is_met=False).update(is_met=True, note="Diperiksa")


@pytest.fixture
def secretary(enter, cast):
    return enter(cast.secretary)


@pytest.fixture
def entrants(stage):
    return list(Entrant.objects.filter(stage=stage).select_related("proposal").order_by("proposal__number"))


def of_checklist(stage, noun="putusan", query=""):
    return reverse("judging:administration-bulk", args=[stage.pk, noun]) + query


def chosen(client, address, **data):
    """The page of the act, after the list's button was pressed."""
    return client.post(address, {"versi": "-", **data})


def looked_at(client, address, page, **data):
    """The page after the form was filled in and looked at; what was chosen goes along hidden."""
    sent = {**repeated(page), **data, "langkah": "periksa"}
    return client.post(address, sent)


def done(client, address, page, **data):
    return client.post(address, {**repeated(page), **data, "langkah": "lakukan"})


def repeated(page):
    """The hidden fields of a page, those of one name as a list."""
    found = {}
    for name, value in HIDDEN.findall(page.content.decode().partition("<main")[2]):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}


def test_the_list_offers_boxes_with_names_and_its_acts(secretary, administrative):
    code = administrative.entrants.first().proposal.code
    page = secretary.get(reverse("judging:administration", args=[administrative.pk]) + f"?q={code}")
    text = page.content.decode()
    first = page.context["page"][0]
    assert f'aria-label="Pilih {first.proposal.title}"' in text
    assert [one.url for one in page.context["buttons"]] == [
        of_checklist(administrative, noun, f"?q={code}") for noun in ("syarat", "putusan")
    ]


def test_who_may_do_nothing_is_offered_nothing(enter, administrative):
    page = enter(accounts.membership(Role.SECRETARY)).get(reverse("judging:administration", args=[administrative.pk]))
    assert page.context["buttons"]
    auditor = enter(accounts.membership(Role.AUDITOR))
    for address in (of_checklist(administrative), reverse("bulk_undoing", args=[1])):
        assert auditor.get(address).status_code == 403


def test_chosen_looked_at_and_done(secretary, administrative, entrants):
    answer_all(administrative)
    address = of_checklist(administrative)
    page = chosen(secretary, address, pilih=[one.pk for one in entrants[:2]])
    assert "Dipilih: 2 baris." in text_of(page)
    assert entrants[0].proposal.title in text_of(page)
    page = looked_at(secretary, address, page)
    assert len(page.context["possible"]) == 2
    assert "Lakukan untuk 2" in text_of(page)
    assert not Verdict.objects.filter(stage=administrative).exists()
    answer = done(secretary, address, page)
    act = BulkAct.objects.get()
    assert answer.url == reverse("bulk_act", args=[act.pk])
    assert Verdict.objects.filter(stage=administrative).count() == 2
    result = text_of(secretary.get(answer.url))
    assert "2 dilakukan" in result
    assert "Batalkan putusan" in result


def test_all_that_the_search_finds_is_chosen_with_one_box(secretary, administrative, entrants):
    answer_all(administrative)
    code = entrants[0].proposal.code
    address = of_checklist(administrative, query=f"?q={code}")
    page = looked_at(secretary, address, chosen(secretary, address, cakupan="semua"))
    assert [line.pk for line in page.context["possible"]] == [entrants[0].pk]
    done(secretary, address, page)
    assert Verdict.objects.get(stage=administrative).proposal.code == code


def test_nothing_chosen_goes_back_to_the_list_with_a_sentence(secretary, administrative):
    answer = secretary.post(of_checklist(administrative), {"versi": "-"}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("judging:administration", args=[administrative.pk])
    assert "Pilih dahulu barisnya" in text_of(answer)


def test_reading_the_address_leads_to_the_list(secretary, administrative):
    assert secretary.get(of_checklist(administrative)).url == reverse(
        "judging:administration", args=[administrative.pk]
    )
    assert secretary.get(of_checklist(administrative, "entah")).status_code == 404


@pytest.mark.parametrize("ticked", ["0", "-1", "x", "9" * 40, "999999"])
def test_boxes_that_the_list_does_not_hold_choose_nothing(secretary, administrative, ticked):
    answer = secretary.post(of_checklist(administrative), {"versi": "-", "pilih": [ticked]})
    assert answer.status_code == 302
    assert not BulkAct.objects.exists()


def test_a_search_that_finds_others_meanwhile_is_shown_again(secretary, administrative, entrants):
    answer_all(administrative)
    address = of_checklist(administrative, query="?keadaan=belum")
    page = looked_at(secretary, address, chosen(secretary, address, cakupan="semua"))
    Verdict.objects.create(
        stage=administrative,
        proposal=entrants[0].proposal,
        passed=True,
        decided_at=administrative.opens_at,
        decided_by=accounts.membership(Role.SECRETARY),
    )
    again = done(secretary, address, page)
    assert again.status_code == 409
    assert "berubah setelah Anda membukanya" in text_of(again)
    assert len(again.context["possible"]) == len(entrants) - 1
    assert not BulkAct.objects.exists()
    assert done(secretary, address, again).status_code == 302


def test_what_was_typed_after_looking_is_looked_at_first(secretary, administrative, entrants):
    check = administrative.edition.entry_checks.filter(method="person").first()
    address = of_checklist(administrative, "syarat")
    page = chosen(secretary, address, pilih=entrants[0].pk)
    page = looked_at(secretary, address, page, syarat=check.pk, hasil="1")
    changed = done(secretary, address, page, syarat=check.pk, hasil="0", catatan="Surat kosong")
    assert changed.status_code == 409
    assert not Event.objects.filter(name="finding.answered").exists()


def test_a_row_that_vanished_is_said_and_the_others_are_asked_for_anew(secretary, administrative, entrants):
    answer_all(administrative)
    address = of_checklist(administrative)
    page = looked_at(secretary, address, chosen(secretary, address, pilih=[one.pk for one in entrants[:2]]))
    leaving = entrants[0].proposal
    leaving.status, leaving.ended_at, leaving.ended_by = "withdrawn", administrative.opens_at, leaving.created_by
    leaving.save()
    again = done(secretary, address, page)
    assert again.status_code == 409
    assert "1 yang dicentang tidak ada lagi di daftar ini." in text_of(again)
    assert not Verdict.objects.exists()


def test_a_double_click_does_it_once_and_shows_the_same_result(secretary, administrative, entrants):
    answer_all(administrative)
    address = of_checklist(administrative, query="?keadaan=belum")
    page = looked_at(secretary, address, chosen(secretary, address, cakupan="semua"))
    first, second = done(secretary, address, page), done(secretary, address, page)
    assert first.url == second.url
    assert BulkAct.objects.count() == 1
    assert Event.objects.filter(name="bulk.begun").count() == 1


def test_a_cut_request_does_nothing(secretary, administrative, entrants):
    answer_all(administrative)
    address = of_checklist(administrative)
    page = looked_at(secretary, address, chosen(secretary, address, pilih=entrants[0].pk))
    sent = {**repeated(page), "langkah": "lakukan"}
    assert secretary.post(address, {**sent, "versi": ""}).status_code == 200
    assert secretary.post(address, {**sent, "utuh": ""}).status_code == 400
    assert not BulkAct.objects.exists()


def test_a_form_that_lacks_something_says_so_and_does_nothing(secretary, administrative, entrants):
    address = of_checklist(administrative, "syarat")
    page = looked_at(secretary, address, chosen(secretary, address, pilih=entrants[0].pk))
    assert "Pilih syaratnya" in text_of(page)
    assert "Lakukan untuk" not in text_of(page)


def test_what_was_done_is_taken_back_on_a_page_of_its_own(secretary, administrative, entrants):
    answer_all(administrative)
    address = of_checklist(administrative)
    page = looked_at(secretary, address, chosen(secretary, address, pilih=[one.pk for one in entrants[:3]]))
    done(secretary, address, page)
    act = BulkAct.objects.get()
    undoing = reverse("bulk_undoing", args=[act.pk])
    page = secretary.get(undoing)
    assert len(page.context["possible"]) == 3
    made = list(act.rows.order_by("position").values_list("made_id", flat=True))
    answer = secretary.post(undoing, {**repeated(page), "pilih": made[:2]}, follow=True)
    assert "2 dilakukan" in text_of(answer)
    assert Verdict.objects.current().filter(stage=administrative).count() == 1
    result = text_of(secretary.get(reverse("bulk_act", args=[act.pk])))
    assert result.count("lalu dibatalkan") == 2
    assert [line.pk for line in secretary.get(undoing).context["possible"]] == made[2:]
    dossier = text_of(secretary.get(reverse("judging:verdict", args=[administrative.pk, entrants[0].proposal.code])))
    assert "(dibatalkan)" in dossier
    assert "Daftar syarat" in dossier


def test_the_way_back_stands_in_the_list_of_the_own_acts_while_something_is_left(
    enter, secretary, administrative, entrants, cast
):
    answer_all(administrative)
    address = of_checklist(administrative)
    page = looked_at(secretary, address, chosen(secretary, address, pilih=[one.pk for one in entrants[:2]]))
    done(secretary, address, page)
    undoing = reverse("bulk_undoing", args=[BulkAct.objects.get().pk])
    own = reverse("bulk_acts") + "?oleh=saya"
    assert undoing in secretary.get(own).content.decode()
    other = enter(cast.ministry_admin)
    assert "Tidak ada tindakan massal yang cocok" in text_of(other.get(own))
    assert undoing in other.get(reverse("bulk_acts")).content.decode()
    page = secretary.get(undoing)
    made = [line.pk for line in page.context["possible"]]
    secretary.post(undoing, {**repeated(page), "pilih": made})
    assert undoing not in secretary.get(own).content.decode()


def test_thousands_of_boxes_are_read_and_not_cut_off(secretary, administrative, entrants):
    answer_all(administrative)
    address = of_checklist(administrative)
    page = chosen(secretary, address, pilih=[entrants[0].pk, *range(10_000_000, 10_000_000 + lists.MOST)])
    assert page.context["selection"].ids == (entrants[0].pk,)


def test_undoing_with_nothing_ticked_says_so(secretary, administrative, entrants):
    answer_all(administrative)
    address = of_checklist(administrative)
    page = looked_at(secretary, address, chosen(secretary, address, pilih=entrants[0].pk))
    done(secretary, address, page)
    undoing = reverse("bulk_undoing", args=[BulkAct.objects.get().pk])
    key = hidden(secretary.get(undoing))["kunci"]
    answer = secretary.post(undoing, {"versi": "-", "kunci": key}, follow=True)
    assert "Pilih dahulu barisnya" in text_of(answer)
    assert Verdict.objects.current().exists()


def test_judges_are_reminded_from_their_list(secretary, desk):
    members = list(PanelMember.objects.filter(stage=desk).order_by("code"))
    address = at("panel-bulk", desk, noun="pengingat")
    assert address in [one.url for one in secretary.get(at("panel", desk)).context["buttons"]]
    page = chosen(secretary, address, pilih=[one.pk for one in members])
    text = {"perihal": "Tinggal sedikit", "isi": "Yth. {nama_penerima},\n{sisa_tugas}"}
    page = looked_at(secretary, address, page, **text)
    possible = {line.pk for line in page.context["possible"]}
    assert 0 < len(possible) < len(members)
    assert "tidak punya tugas yang belum selesai" in text_of(page)
    done(secretary, address, page, **text)
    written = Letter.objects.filter(name="message.nudge")
    assert {one.recipient_id for one in written} == {one.judge_id for one in members if one.pk in possible}


def test_a_field_that_is_not_known_is_refused_in_a_reminder(secretary, desk):
    member = PanelMember.objects.filter(stage=desk).first()
    address = at("panel-bulk", desk, noun="pengingat")
    page = looked_at(secretary, address, chosen(secretary, address, pilih=member.pk), perihal="Hai", isi="Yth. {entah}")
    assert "Isian yang tidak dikenal: {entah}." in text_of(page)


def test_work_is_moved_from_the_list_of_one_judge(secretary, desk):
    was, to = PanelMember.objects.filter(stage=desk).order_by("code")[:2]
    address = at("entrants-bulk", desk, noun="pemindahan") + f"?penilai={was.code}"
    assert address in [
        one.url for one in secretary.get(at("entrants", desk) + f"?penilai={was.code}").context["buttons"]
    ]
    page = chosen(secretary, address, cakupan="semua")
    assert page.context["form"].initial["dari"] == was.pk
    page = looked_at(secretary, address, page, dari=was.pk, kepada=was.pk, alasan="Sakit")
    assert "Tidak satu pun yang dipilih dapat" in text_of(page)
    page = looked_at(secretary, address, page, dari=was.pk, kepada=to.pk, alasan="Sakit")
    assert page.status_code == 200
    assert len(page.context["possible"]) + len(page.context["refused"]) == len(page.context["selection"].ids)


def test_acts_on_many_have_a_list_and_files(secretary, administrative, entrants):
    answer_all(administrative)
    address = of_checklist(administrative)
    page = looked_at(secretary, address, chosen(secretary, address, pilih=entrants[0].pk))
    done(secretary, address, page)
    assert "Putusan administrasi" in text_of(secretary.get(reverse("bulk_acts")))
    act = BulkAct.objects.get()
    table = secretary.get(reverse("bulk_act", args=[act.pk]) + "?bentuk=csv").getvalue().decode()
    assert "dilakukan" in table
