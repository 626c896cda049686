"""A message to a chosen list: looked at as each will read it, sent once, and not to those who want none."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain.correspondence import courtesies, messages, outbox
from accounts.models import AgencyKind, Event, Failure, Letter, Message, Role
from accounts.rules import MINISTRY_ONLY, NOBODY, Refused, Stale
from competitions.domain import planning
from competitions.kinds import StageKind
from competitions.models import Stage
from judging.circle import reminding
from judging.models import Assignment
from proposals import letters as of_proposals
from sinovik.audiences import AUDIENCES, addressees
from tests import carrying
from tests.factories import accounts, competitions, crews, proposals
from tests.factories.competitions import edition
from tests.mail_server import mail_server
from tests.pages import markup

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def kipp(admin):
    return edition(by=admin)


@pytest.fixture
def drafts(kipp):
    return [proposals.draft(kipp) for _number in range(3)]


@pytest.fixture
def signed_in(client, admin):
    client.force_login(admin.user)
    return client


def address(**asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('letters_new')}?{query}"


def typed(page, **changed):
    return {
        "perihal": "Halo {nama_penerima}",
        "isi": "Usulan Anda:\n\n{usulan}\n\n{tautan}",
        "balasan": "tanya@contoh.go.id",
        "kunci": str(page.context["form"].initial["kunci"]),
        "versi": page.context["stamp"],
        "utuh": "1",
        **changed,
    }


def emails(key, kipp, rows=(), **narrowed):
    return {one.user.email for one in addressees(key, edition=kipp, rows=rows, at=timezone.now(), **narrowed)}


def test_it_is_looked_at_as_each_will_read_it_and_then_sent_once(signed_in, kipp, drafts, settings):
    where = address(kepada="draf", edisi=kipp.slug)
    page = signed_in.get(where)
    people = page.context["page"].paginator.count
    assert people == len(list(of_proposals.unfinished(kipp, at=timezone.now()))) >= 3
    looked = signed_in.post(where, typed(page, ke="2"))
    second = looked.context["preview"]
    assert second["number"] == 2
    assert second["subject"] == f"Halo {second['who'].full_name}"
    assert any(f"({draft.code})" in second["body"] for draft in drafts)
    assert f"Kirim ke {people} orang" in markup(looked)
    assert not Letter.objects.exists()
    for _press in range(2):
        assert signed_in.post(where, typed(page, kirim="1")).status_code == 302
    assert Letter.objects.filter(name="message.list", is_courtesy=True).count() == people
    (event,) = Event.objects.filter(name="message.sent")
    assert event.subject_id == Message.objects.get().pk
    with mail_server(settings) as server:
        outbox.send_due(clock=timezone.now)
    assert len(server.letters) == people
    assert {letter["Reply-To"] for letter in server.letters} == {"tanya@contoh.go.id"}
    assert all(letter["List-Unsubscribe-Post"] for letter in server.letters)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"isi": "{gaji}"}, "Isian yang tidak dikenal: {gaji}."),
        ({"perihal": "{kode} Anda"}, "Isian yang tidak dikenal: {kode}."),
        ({"isi": "Halo {nama_penerima"}, "tidak menjadi isian"),
        ({"isi": ""}, "Isi pesannya"),
        ({"perihal": ""}, "Isi perihal pesan"),
        ({"balasan": "tanya"}, "Tulis alamat surel seperti nama@contoh.go.id"),
    ],
)
def test_what_cannot_be_filled_in_is_not_sent(signed_in, kipp, drafts, changed, sentence):
    where = address(kepada="draf", edisi=kipp.slug)
    answer = signed_in.post(where, typed(signed_in.get(where), kirim="1", **changed))
    assert sentence in markup(answer)
    assert not Message.objects.exists()


def test_what_is_typed_goes_along_to_another_list(signed_in, kipp, drafts):
    page = signed_in.get(address(kepada="draf", edisi=kipp.slug))
    asked = {"kepada": "penulis", "edisi": kipp.slug, "saring": "1"}
    page = signed_in.post(address(kepada="draf", edisi=kipp.slug), typed(page) | asked, follow=True)
    assert "kepada=penulis" in page.redirect_chain[0][0]
    assert page.context["count"] == 3
    assert "Halo {nama_penerima}" in markup(page)
    assert "tanya@contoh.go.id" in markup(page)
    assert not Message.objects.exists()
    # What the portal itself began for a list does not go along to one that it is not meant for.
    page = signed_in.get(address(kepada="terlambat", edisi=kipp.slug))
    begun = {"perihal": AUDIENCES["terlambat"].subject, "isi": AUDIENCES["terlambat"].body}
    # As a browser sends it.
    begun = {name: str(text).replace("\n", "\r\n") for name, text in begun.items()}
    page = signed_in.post(address(kepada="terlambat", edisi=kipp.slug), begun | asked, follow=True)
    assert "naskah" not in page.redirect_chain[0][0]
    assert "menjelang tenggat" not in markup(page)


def test_the_link_to_those_at_risk_names_a_list_there_is(signed_in, late):
    page = markup(signed_in.get(reverse("control_room_edition", args=[late.edition.slug])))
    wanted = f"?kepada=terlambat&amp;edisi={late.edition.slug}&amp;tahap={late.position}"
    assert f"{reverse('letters_new')}{wanted}" in page
    found = signed_in.get(reverse("letters_new") + wanted.replace("&amp;", "&"))
    assert found.context["count"] > 0


def test_a_list_that_changed_meanwhile_is_shown_again(signed_in, kipp, drafts):
    where = address(kepada="draf", edisi=kipp.slug)
    page = signed_in.get(where)
    proposals.draft(kipp)
    answer = signed_in.post(where, typed(page, kirim="1"))
    assert answer.status_code == 409
    assert not Message.objects.exists()
    assert signed_in.post(where, typed(page, kirim="1", versi=answer.context["stamp"])).status_code == 302


def test_who_wants_no_such_message_is_counted_and_not_written_to(signed_in, kipp, drafts, settings):
    where = address(kepada="draf", edisi=kipp.slug)
    page = signed_in.get(where)
    person = page.context["page"][0].user
    courtesies.stop(person, messages.LETTER, at=timezone.now())
    assert "1 di antaranya tidak mau" in markup(signed_in.post(where, typed(page)))
    signed_in.post(where, typed(page, kirim="1"))
    with mail_server(settings) as server:
        outbox.send_due(clock=timezone.now)
    assert person.email not in server.recipients
    assert Letter.objects.get(recipient=person).failure == Failure.UNWANTED


def test_a_worker_that_dies_leaves_nothing_and_the_next_press_writes_all(admin, kipp, drafts, monkeypatch):
    at = timezone.now()
    people = addressees("draf", edition=kipp, rows=[], at=at)
    act = {"key": uuid4(), "audience": "draf", "by": admin, "at": at}
    text = messages.Text("Halo", "Isi")

    class Died(BaseException):
        pass

    def dies(*_args, **_more):
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr("accounts.domain.correspondence.messages.events.record", dies)
        with pytest.raises(Died):
            messages.send(text, people, **act)
    assert (Letter.objects.count(), Message.objects.count()) == (0, 0)
    first = messages.send(text, people, **act)
    assert messages.send(text, people, **act | {"at": at + timedelta(hours=1)}) == first
    assert Letter.objects.count() == len(people)


def test_a_sender_that_dies_between_two_letters_leaves_the_others_and_sends_none_twice(admin, kipp, drafts, settings):
    at = timezone.now()
    people = addressees("draf", edition=kipp, rows=[], at=at)
    messages.send(messages.Text("Halo", "Isi"), people, key=uuid4(), audience="draf", by=admin, at=at)

    class Killed(BaseException):
        pass

    taken = []

    def clock():
        if len(server.letters) == 1 and not taken:
            taken.append(1)
            raise Killed
        return at

    with mail_server(settings) as server:
        with pytest.raises(Killed):
            outbox.send_due(clock=clock)
        outbox.send_due(clock=lambda: at + timedelta(hours=1))
    assert sorted(server.recipients) == sorted(one.user.email for one in people)


@pytest.mark.parametrize("role", [Role.AGENCY_ADMIN, Role.EVALUATOR, Role.AUDITOR])
def test_only_the_ministry_writes(kipp, drafts, role):
    people = addressees("draf", edition=kipp, rows=[], at=timezone.now())
    act = {"key": uuid4(), "audience": "", "at": timezone.now()}
    with pytest.raises(Refused) as caught:
        messages.send(messages.Text("a", "b"), people, by=accounts.membership(role), **act)
    assert caught.value.refusal is MINISTRY_ONLY


def test_nobody_and_an_old_list_are_refused(admin, kipp, drafts):
    act = {"key": uuid4(), "audience": "", "by": admin, "at": timezone.now()}
    with pytest.raises(Refused) as caught:
        messages.send(messages.Text("a", "b"), [], **act)
    assert caught.value.refusal is NOBODY
    people = addressees("draf", edition=kipp, rows=[], at=timezone.now())
    with pytest.raises(Stale):
        messages.send(messages.Text("a", "b"), people, seen="0", **act)


def test_agencies_by_what_they_lack(kipp):
    sent = proposals.submitted(kipp)
    has = accounts.membership(Role.AGENCY_ADMIN, agency=sent.agency).user.email
    lacks = accounts.membership(Role.AGENCY_ADMIN, agency=accounts.agency(AgencyKind.CITY))
    orphan = accounts.membership(Role.UNIT)
    assert lacks.user.email in emails("tanpa-usulan", kipp)
    assert has not in emails("tanpa-usulan", kipp)
    assert orphan.user.email in emails("tanpa-admin", kipp)
    assert {has, lacks.user.email} <= emails("admin", kipp)
    assert emails("admin", kipp, kind=AgencyKind.CITY) == {lacks.user.email}
    assert emails("admin", kipp, province="11") == set()
    assert lacks.user.email in emails("admin", kipp, province=lacks.agency.province_code)


def test_judges_with_open_cards_and_the_panel_of_a_stage():
    crew, kipp, _proposals = carrying.begun(6, evaluators=4)
    desk = carrying.opened(carrying.reached(kipp, StageKind.DESK, crew), crew)
    rows = [desk]
    judges = {judge.email for judge, _code, _count in reminding.open_work(desk)}
    assert emails("penilai", kipp, rows) == judges
    assert judges <= emails("panelis", kipp, rows)
    assert emails("finalis", kipp, rows) == set()
    (first, *_others) = addressees("penilai", edition=kipp, rows=rows, at=timezone.now())
    assert desk.name in first.words["sisa_tugas"]
    carrying.worked(desk, crew)
    assert emails("penilai", kipp, rows) == set()


@pytest.mark.journey
def test_finalists_once_they_are_announced():
    crew, kipp, _proposals = carrying.begun(6, evaluators=4)
    panel = carrying.reached(kipp, StageKind.PANEL, crew)
    assert emails("finalis", kipp, list(kipp.stages.in_order())) == set()
    carrying.finished(panel, crew)
    assert emails("finalis", kipp, list(kipp.stages.in_order()))


def with_two_panels():
    """An edition in which finalists are chosen twice: three of six, then two of those."""
    plan = planning.plan_of(competitions.small(places=(6, 3, 2), rules=())).blueprint
    stages = {stage.key: stage for stage in plan.stages}
    window = {name: getattr(stages["interview"], name) for name in ("opens_after", "lasts")}
    narrower = {"umum": 2}
    second = replace(stages["panel"], key="panel-2", name="Finalis utama", places=narrower, awards=(), **window)
    kept = (stages["administrative"], stages["desk"], stages["panel"], second)
    return competitions.edition(replace(plan, stages=kept), slug="kipp-dua-panel")


@pytest.mark.journey
def test_finalists_of_two_stages_are_written_to_once():
    crew, kipp = crews.crew(evaluators=4, panelists=4), with_two_panels()
    proposals.contestants(kipp, 6)
    first, second = kipp.stages.filter(kind=StageKind.PANEL).in_order()
    carrying.finished(carrying.reached(kipp, StageKind.PANEL, crew), crew)
    # As it was read before the announcement, it says nothing of it.
    assert emails("finalis", kipp, [first]) == set()
    rows = list(kipp.stages.select_related("edition").in_order())
    of_first = emails("finalis", kipp, rows)
    carrying.finished(carrying.fresh(second), crew)
    rows = list(kipp.stages.select_related("edition").in_order())
    assert emails("finalis", kipp, rows) == of_first
    of_second = emails("finalis", kipp, rows[-1:])
    assert of_second
    assert of_second <= of_first
    for one in addressees("finalis", edition=kipp, rows=rows, at=timezone.now()):
        lines = one.words["usulan"].splitlines()
        assert len(lines) == len(set(lines))


@pytest.fixture
def late(admin):
    """A desk with an hour to go on which nobody has begun, and its edition."""
    crew, kipp, _proposals = carrying.begun(6, evaluators=4)
    desk = carrying.opened(carrying.reached(kipp, StageKind.DESK, crew), crew)
    at = timezone.now()
    Assignment.objects.filter(stage=desk).update(assigned_at=at - timedelta(days=9))
    Stage.objects.filter(pk=desk.pk).update(closes_at=at + timedelta(hours=1))
    return desk


def test_a_nudge_goes_to_exactly_those_who_are_flagged_and_once_a_day(signed_in, late):
    shown = signed_in.get(reverse("judging:stage", args=[late.edition.slug, late.position]))
    flagged = {load.member.judge.email for load in shown.context["loads"] if load.is_at_risk}
    assert len(flagged) == 4
    where = shown.context["nudge_url"]
    page = signed_in.get(where)
    assert {one.user.email for one in page.context["page"]} == flagged
    assert page.context["form"].initial["perihal"]
    words = {"perihal": page.context["form"].initial["perihal"], "isi": page.context["form"].initial["isi"]}
    looked = signed_in.post(where, typed(page, **{name: str(text) for name, text in words.items()}))
    assert late.name in looked.context["preview"]["body"]
    assert signed_in.post(where, typed(page, kirim="1")).status_code == 302
    letters = Letter.objects.filter(name=messages.NUDGE, is_courtesy=True)
    assert set(letters.values_list("recipient__email", flat=True)) == flagged
    assert Event.objects.filter(name="message.sent").count() == 1
    again = signed_in.get(where)
    assert "4 orang sudah disurati hari ini" in markup(again)
    assert signed_in.post(where, typed(again, kirim="1", kunci=str(uuid4()))).status_code == 200
    assert letters.count() == 4


@pytest.mark.journey
def test_two_who_nudge_at_once_write_each_judge_one_letter(admin, late):
    at = timezone.now()
    nudged = AUDIENCES["terlambat"]
    people = addressees("terlambat", edition=late.edition, rows=[late], at=at)
    for by in (admin, accounts.membership(Role.SECRETARY)):
        text = messages.Text("Halo", "Isi")
        more = {"name": nudged.letter, "occasion": nudged.occasion(late.edition, at)}
        messages.send(text, people, key=uuid4(), audience="", by=by, at=at, **more)
    assert Letter.objects.filter(name=messages.NUDGE).count() == len(people) == 4


def test_at_half_time_nobody_is_flagged_who_has_begun(late):
    at = timezone.now()
    Stage.objects.filter(pk=late.pk).update(closes_at=at + timedelta(days=9))
    assert emails("terlambat", late.edition, [Stage.objects.get(pk=late.pk)]) == set()


@pytest.mark.parametrize("key", AUDIENCES)
def test_every_list_costs_few_queries(signed_in, kipp, drafts, key, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        assert signed_in.get(address(kepada=key, edisi=kipp.slug)).status_code == 200


def test_an_unknown_list_and_an_empty_portal_write_to_nobody(signed_in):
    page = signed_in.get(address(kepada="semua-orang", edisi="x", tahap="x", provinsi="x"))
    assert page.status_code == 200
    assert page.context["count"] == 0


def test_a_message_costs_as_many_statements_for_many_as_for_few(admin, kipp, django_assert_num_queries):
    """Writers by the hundred: who they are and their letters come and go in bulk."""
    unit = accounts.unit()

    def send():
        at = timezone.now()
        people = addressees("penulis", edition=kipp, rows=[], at=at)
        text = messages.Text("Halo {nama_penerima}", "{instansi}")
        messages.send(text, people, key=uuid4(), audience="Semua penulis", by=admin, at=at)
        return len(people)

    for number, expected in ((2, 2), (300, 302)):
        for _person in range(number):
            accounts.membership(Role.UNIT, unit=unit)
        with django_assert_num_queries(9):
            assert send() == expected
