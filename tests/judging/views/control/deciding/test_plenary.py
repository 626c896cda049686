"""The room in which a panel decides: exchanges with their price, attendance with its quorum, votes, closed numbers."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event
from competitions.kinds import StageKind
from competitions.models import Stage
from judging import rules
from judging.circle import settling
from judging.domain.panel import voting
from judging.models import Ballot, Choice, Decision, Interest, PactSignature, PanelMember, Plenary, Standing, Vote
from judging.reading import met
from judging.reporting import standings
from proposals.models import Proposal
from tests.factories import judging, proposals
from tests.judging.views.conftest import at
from tests.judging.views.desk.cards import attached
from tests.pages import hidden, markup, text_of


def codes(stage):
    """The code of one that goes on, and of one that does not."""
    found = Choice.objects.filter(decision__stage=stage).select_related("proposal").order_by("pk")
    return tuple(next(one.proposal.code for one in found if one.goes_on == goes_on) for goes_on in (True, False))


def asked(stage):
    out, taken = codes(stage)
    return f"{at('plenary', stage)}?keluar={out}&masuk={taken}"


def members(stage):
    return list(PanelMember.objects.filter(stage=stage).select_related("judge").order_by("code"))


def gathered(client, stage, present, *, day=None):
    """The attendance of these members, noted on its page; today, or on another day."""
    return client.post(
        at("plenary-attendance", stage),
        {
            "held_on": f"{day or timezone.localdate():%d/%m/%Y}",
            "place": "Gedung Kartika",
            "present": [one.pk for one in present],
            "chair": members(stage)[0].pk,
        },
    )


def test_the_room_shows_who_is_in_how_often_and_what_it_sums_to(enter, cast, computed):
    page = text_of(enter(cast.secretary).get(at("plenary", computed)))
    assert "Terpilih dari 500 simulasi" in page
    assert "Lanjut: 2 usulan" in page
    assert "Aturan komposisi" in page
    assert "Jumlah nilai yang lanjut" in page


def test_an_exchange_is_shown_before_it_is_made(enter, cast, computed):
    client = enter(cast.secretary)
    page = text_of(client.get(asked(computed)))
    assert "Komposisi setelah pertukaran" in page
    assert "Harga:" in page
    assert "dari 10" in page
    alone = client.get(asked(computed), headers={"HX-Request": "true", "HX-Target": "akibat"})
    assert "<html" not in alone.content.decode()
    assert "Komposisi setelah pertukaran" in text_of(alone)


def test_the_evidence_of_whoever_is_asked_about_opens_from_the_page(enter, cast, computed):
    out, taken = codes(computed)
    for code in (out, taken):
        attached(Proposal.objects.get(code=code), name=f"bukti-{code}.pdf")
    client = enter(cast.secretary)
    for address, shown in ((asked(computed), [out, taken]), (f"{at('plenary', computed)}?keluar={out}", [out])):
        found = re.findall(r'<a href="([^"]*)">bukti-([^"]*)\.pdf</a>', markup(client.get(address)))
        assert [code for _url, code in found] == shown
        for url, _code in found:
            answer = client.get(url)
            assert (answer.status_code, b"".join(answer.streaming_content)[:5]) == (200, b"%PDF-")


def test_a_member_of_the_panel_comes_to_the_dossier_with_its_evidence_by_one_link(client, crew, computed):
    client.force_login(crew.panelists[0].user)
    out, _taken = codes(computed)
    page = markup(client.get(at("plenary", computed)))
    dossier = at("scorecard", computed, code=out)
    assert f'href="{dossier}"' in page
    assert client.get(dossier).status_code == 200


def test_an_exchange_is_made_with_its_reason_and_its_price_stands_on_the_page(enter, cast, computed):
    client = enter(cast.secretary)
    out, taken = codes(computed)
    drawn = hidden(client.get(asked(computed)))
    assert (drawn["keluar"], drawn["masuk"]) == (out, taken)
    refused = client.post(at("plenary", computed), {**drawn, "alasan": " "})
    assert refused.status_code == 200
    assert "Tulis alasan pertukaran" in markup(refused)
    before = Event.objects.count()
    assert client.post(at("plenary", computed), {**drawn, "alasan": "Layanan lebih luas."}).status_code == 302
    assert Event.objects.count() == before + 1
    page = text_of(client.get(at("plenary", computed)))
    assert "Peluang yang masuk lebih baik" in page
    assert "Layanan lebih luas." in page
    assert set(
        Choice.objects.filter(goes_on=True, decision__stage=computed).values_list("proposal__code", flat=True)
    ) > {taken}


def test_a_page_that_asks_by_itself_is_answered_at_once(enter, cast, computed):
    client = enter(cast.secretary)
    drawn = hidden(client.get(asked(computed)))
    answer = client.post(
        at("plenary", computed),
        {**drawn, "alasan": "Layanan lebih luas."},
        headers={"HX-Request": "true", "HX-Target": "pleno"},
    )
    assert answer.status_code == 200
    assert "Layanan lebih luas." in text_of(answer)
    assert hidden(answer).keys() == set()


def test_what_was_drawn_before_somebody_elses_exchange_comes_back_with_what_was_typed(enter, cast, computed):
    client = enter(cast.secretary)
    drawn = hidden(client.get(asked(computed)))
    Decision.objects.filter(stage=computed).update(version=7)
    answer = client.post(at("plenary", computed), {**drawn, "alasan": "Layanan lebih luas."})
    assert answer.status_code == 409
    assert "berubah setelah Anda membukanya" in text_of(answer)
    assert "Layanan lebih luas." in markup(answer)
    assert not Choice.objects.exclude(partner=None).exists()
    again = client.post(at("plenary", computed), {**hidden(answer), "alasan": "Layanan lebih luas."})
    assert again.status_code == 302


@pytest.mark.parametrize("pair", [{"keluar": "TIDAK", "masuk": "ADA"}, {"keluar": "\0", "masuk": ""}])
def test_codes_that_are_nobodys_change_nothing(enter, cast, computed, pair):
    client = enter(cast.secretary)
    assert client.get(at("plenary", computed), pair).status_code == 200
    answer = client.post(at("plenary", computed), {"versi": "1.3", "utuh": "1", **pair, "alasan": "x"})
    assert answer.status_code == 200
    assert not Choice.objects.exclude(partner=None).exists()


def test_without_a_quorum_nothing_is_put_to_the_vote(enter, cast, computed):
    client = enter(cast.secretary)
    assert client.get(at("plenary-vote", computed)).status_code == 403
    assert gathered(client, computed, members(computed)[:1]).status_code == 302
    assert "kuorum belum tercapai" in text_of(client.get(at("plenary", computed)))
    refused = client.get(at("plenary-vote", computed))
    assert refused.status_code == 403
    assert "belum mencapai kuorum" in text_of(refused)
    assert gathered(client, computed, members(computed)).status_code == 302
    assert "kuorum tercapai" in text_of(client.get(at("plenary", computed)))
    assert client.get(at("plenary-vote", computed)).status_code == 200


def test_what_the_meeting_lacks_is_said_before_anybody_signs(enter, cast, computed, now):
    client, there = enter(cast.secretary), members(computed)
    decision = Decision.objects.select_related("stage__edition", "motion").get(stage=computed)

    def said():
        """The gaps of readiness with their way, and what both persons read before they sign."""
        gaps = {one.gap.sentence: one.gap.url for one in met.of(computed, decision) if not one.is_met}
        checks = [one.sentence for one in settling.met(decision) if not one.is_fine]
        assert all(text in text_of(client.get(at("stage", computed))) for text in gaps)
        return gaps, checks

    gaps, checks = said()
    assert gaps == {str(rules.NOT_ON_RECORD): at("plenary-attendance", computed)}
    assert checks == ["Kehadiran rapat pleno belum dicatat: berita acara menyebutnya tidak dicatat"]
    gathered(client, computed, there[:1])
    gaps, checks = said()
    assert gaps == {str(rules.NOT_QUORATE): at("plenary-attendance", computed)}
    assert checks == [f"Kuorum rapat pleno: 1 dari {len(there)} hadir"]
    gathered(client, computed, there)
    assert said() == ({}, [])
    voting.open_vote(computed, "Setuju?", by=cast.secretary, at=now)
    assert said()[0] == {"Satu pemungutan suara masih terbuka. Tutup dahulu.": at("plenary", computed)}
    # A stage that no panel decides knows no meeting.
    desk = Decision.objects.select_related("stage").get(stage=computed.edition.stages.get(kind=StageKind.DESK))
    assert (list(met.of(desk.stage, desk)), settling.met(desk)) == ([], [])


@pytest.mark.parametrize("days", [-400, 1, 36_500])
def test_it_was_held_since_the_close_and_not_in_the_future(enter, cast, computed, days):
    day = timezone.localdate() + timedelta(days=days)
    page = text_of(gathered(enter(cast.secretary), computed, members(computed), day=day))
    assert "Tanggal rapat harus sejak tahap ditutup dan tidak melewati hari ini." in page
    assert not Plenary.objects.exists()


def test_who_leads_is_there(enter, cast, computed):
    client = enter(cast.secretary)
    answer = gathered(client, computed, members(computed)[1:])
    assert answer.status_code == 200
    assert "Pimpinan rapat harus hadir." in text_of(answer)
    assert not Plenary.objects.exists()


def test_who_is_tied_leaves_the_room_and_does_not_vote(enter, cast, computed, now):
    client = enter(cast.secretary)
    gathered(client, computed, members(computed))
    out, taken = codes(computed)
    tied, *others = members(computed)
    proposal = Choice.objects.get(decision__stage=computed, proposal__code=taken).proposal
    Interest.objects.create(proposal=proposal, judge=tied.judge, reason="Pernah membimbing tim.", declared_at=now)
    address = f"{at('plenary-vote', computed)}?keluar={out}&masuk={taken}"
    page = text_of(client.get(address))
    assert f"Meninggalkan ruang karena terkait: {tied.label}" in page
    answers = {f"suara-{one.pk}": "for" for one in [tied, *others]}
    assert client.post(address, {**hidden(client.get(address)), "question": "Tukar?", **answers}).status_code == 302
    vote = Vote.objects.get()
    assert vote.left == [tied.code]
    assert set(Ballot.objects.values_list("member", flat=True)) == {one.pk for one in others}
    shown = text_of(client.get(at("plenary", computed)))
    assert "disetujui" in shown
    assert f"{tied.code} meninggalkan ruang saat ini dibahas: {taken}" in shown


def test_nobody_voting_is_no_vote(enter, cast, computed):
    client = enter(cast.secretary)
    gathered(client, computed, members(computed))
    answer = client.post(at("plenary-vote", computed), {"question": "Setuju?"})
    assert answer.status_code == 200
    assert "Isi suara paling sedikit satu anggota." in text_of(answer)
    assert not Vote.objects.exists()


def test_a_member_of_the_panel_reads_and_changes_nothing(client, crew, computed, cast, now):
    out, taken = codes(computed)
    panelist = crew.panelists[0]
    client.force_login(panelist.user)
    page = client.get(at("plenary", computed))
    assert page.status_code == 200
    assert "Terpilih dari 500 simulasi" in text_of(page)
    assert "Tukar dua usulan" not in text_of(page)
    sent = client.post(at("plenary", computed), {"keluar": out, "masuk": taken, "alasan": "x"})
    assert sent.status_code == 403
    proposal = Choice.objects.get(decision__stage=computed, proposal__code=taken).proposal
    Interest.objects.create(proposal=proposal, judge=panelist.user, reason="Keluarga.", declared_at=now)
    closed = text_of(client.get(at("plenary", computed)))
    assert "Anda terkait dengan usulan ini" in closed
    assert at("scorecard", computed, code=taken) not in markup(client.get(at("plenary", computed)))


def test_a_judge_of_another_panel_finds_nothing(client, cast, computed):
    client.force_login(cast.judge.user)
    assert client.get(at("plenary", computed)).status_code == 404


def test_the_page_that_lives_is_answered_only_when_something_changed(client, crew, computed):
    client.force_login(crew.panelists[0].user)
    page = client.get(at("plenary", computed))
    asks = markup(page).partition('{"terlihat": "')[2].partition('"')[0]
    assert client.get(at("plenary", computed), {"terlihat": asks}).status_code == 204
    Decision.objects.filter(stage=computed).update(version=7)
    assert client.get(at("plenary", computed), {"terlihat": asks}).status_code == 200


def test_the_room_asks_as_few_queries_with_many_as_with_few(enter, cast, computed):
    client, where = enter(cast.secretary), asked(computed)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(where).status_code == 200
        return len(queries)

    cost()
    few, decision = cost(), Decision.objects.get(stage=computed)
    added = proposals.rows(computed.edition, 60, agencies=9)
    judging.enter(computed, added)
    Standing.objects.bulk_create(
        Standing(stage=computed, proposal=one, rank=rank, score=50, goes_on=False)
        for rank, one in enumerate(added, start=100)
    )
    Choice.objects.bulk_create(
        Choice(decision=decision, proposal=one, proposed_by_machine=False, goes_on=False) for one in added
    )
    assert (cost(), few <= 40) == (few, True)


def test_a_member_who_has_not_signed_the_pact_is_shown_the_way_to_it(client, computed):
    member = members(computed)[0]
    PactSignature.objects.all().delete()
    client.force_login(member.judge)
    page = client.get(at("plenary", computed))
    assert page.status_code == 403
    assert reverse("judging:pact", args=[computed.edition.slug]) in page.content.decode()


def test_a_passing_score_that_decided_is_named(enter, cast, computed):
    desk = computed.edition.stages.get(kind=StageKind.DESK)
    assert standings.passings([desk]) == []
    short = Standing.objects.filter(stage=desk, goes_on=False, score__lt=99).count()
    assert short
    desk.quotas.all().delete()
    Stage.objects.filter(pk=desk.pk).update(passing_score=99)
    said = f"Nilai minimum 99,00 di {desk.name} menentukan: {short} usulan"
    client = enter(cast.secretary)
    assert said in text_of(client.get(at("results", desk)))
    assert said in text_of(client.get(at("plenary", computed)))
