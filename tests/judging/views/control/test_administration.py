"""The secretariat's checklist: list, verdict, the next one, reasons, correction."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event
from accounts.rules import Stale
from judging.domain import verification
from judging.domain.verification import Found
from judging.models import Finding, Verdict
from tests import carrying
from tests.factories import competitions, proposals
from tests.pages import hidden, markup
from tests.seconding import settle_all


def verdict_page(stage, number):
    return reverse("judging:verdict", args=[stage.pk, f"KIPP-UJI-{number:05d}"])


def answers(stage, number, *, met=True, note="Diperiksa dari berkas."):
    """The whole checklist of one entrant answered the same way."""
    found = {}
    for finding in Finding.objects.filter(stage=stage, proposal__number=number):
        found[f"syarat-{finding.pk}"] = str(int(met))
        found[f"catatan-{finding.pk}"] = note
    return found


def test_the_list_narrows_to_what_waits(enter, cast, crew, administrative, now):
    first = administrative.entrants.get(proposal__number=1).proposal
    carrying.worked(administrative, crew, at=now, leave=2, failing=[first])
    client = enter(cast.secretary)
    address = reverse("judging:administration", args=[administrative.pk])
    for state, shown in (("belum", 2), ("lolos", 3), ("tidak-lolos", 1), ("temuan", 6), ("apa-saja", 6), ("", 6)):
        assert markup(client.get(f"{address}?keadaan={state}")).count("KIPP-UJI-0000") // 2 == shown, state
    assert "Layanan Keliling 3" in markup(client.get(f"{address}?q=keliling 3"))


def test_a_verdict_leads_to_the_next_that_waits(enter, cast, administrative):
    client = enter(cast.secretary)
    response = client.post(verdict_page(administrative, 1), {**answers(administrative, 1), "next": "1"})
    assert response.url == verdict_page(administrative, 2)
    verdict = Verdict.objects.get()
    assert verdict.passed
    assert verdict.decided_by == cast.secretary


def test_a_verdict_alone_shows_its_reasons_with_basis_and_remedy(enter, cast, administrative):
    client = enter(cast.secretary)
    response = client.post(verdict_page(administrative, 2), answers(administrative, 2, met=False))
    assert response.url == verdict_page(administrative, 2)
    page = markup(client.get(response.url))
    rule = administrative.edition.entry_checks.order_by("position").first()
    for words in ("Tidak lolos administrasi", rule.code, rule.legal_basis, rule.remedy):
        assert words in page


def test_contradicting_the_machine_needs_a_note(enter, cast, administrative):
    client = enter(cast.secretary)
    response = client.post(verdict_page(administrative, 1), answers(administrative, 1, note=" "))
    assert response.status_code == 200
    assert "diputuskan lain daripada pemeriksaan otomatis" in markup(response)
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("answer", ["", "2", "ya"])
def test_an_unanswered_rule_gets_a_message(enter, cast, administrative, answer):
    values = {**answers(administrative, 1)}
    values = {key: (answer if key.startswith("syarat") else value) for key, value in values.items()}
    response = enter(cast.secretary).post(verdict_page(administrative, 1), values)
    assert response.status_code == 200
    assert "Pilih hasil untuk" in markup(response)
    assert not Verdict.objects.exists()


def test_nobody_decides_twice_or_after_the_window(enter, cast, administrative, now):
    client = enter(cast.secretary)
    client.post(verdict_page(administrative, 1), answers(administrative, 1))
    again = answers(administrative, 1)
    assert client.post(verdict_page(administrative, 1), again).url == verdict_page(administrative, 1)
    type(administrative).objects.filter(pk=administrative.pk).update(closes_at=now - timedelta(minutes=1))
    assert client.post(verdict_page(administrative, 2), answers(administrative, 2)).status_code == 403
    assert Verdict.objects.count() == 1


def test_a_correction_needs_a_reason_and_keeps_the_history(enter, cast, administrative):
    client = enter(cast.secretary)
    client.post(verdict_page(administrative, 1), answers(administrative, 1, met=False))
    address = reverse("judging:correction", args=[administrative.pk, "KIPP-UJI-00001"])
    assert "Tulis alasan koreksi" in markup(client.post(address, answers(administrative, 1)))
    response = client.post(address, {**answers(administrative, 1), "reason": "Surat ternyata ada."})
    assert response.status_code == 302
    assert not Verdict.objects.current().get().passed
    settle_all(at=timezone.now())
    page = markup(client.get(response.url))
    assert "Lolos administrasi" in page
    assert "Surat ternyata ada." in page
    assert "(digantikan)" in page


def test_a_correction_after_the_computation_departs_only_while_it_differs(enter, cast, crew, administrative, now):
    stage = carrying.worked(administrative, crew, at=now)
    stage = carrying.computed(stage, crew, at=now)
    client = enter(cast.secretary)
    address = reverse("judging:correction", args=[stage.pk, "KIPP-UJI-00001"])
    choice = stage.decision.choices.get(proposal__number=1)
    client.post(address, {**answers(stage, 1, met=False), "reason": "Surat palsu."})
    settle_all(at=now)
    choice.refresh_from_db()
    assert (choice.goes_on, choice.reason) == (False, "Surat palsu.")
    client.post(address, {**answers(stage, 1), "reason": "Surat asli."})
    settle_all(at=now)
    choice.refresh_from_db()
    assert (choice.goes_on, choice.reason) == (True, "")
    assert Event.objects.filter(name="verdict.corrected").count() == 2


def test_a_proposal_of_another_edition_is_not_found(enter, cast, administrative, now):
    other = competitions.just_closed(now, slug="lain")
    proposals.rows(other, 1)
    address = reverse("judging:verdict", args=[administrative.pk, "LAIN-00001"])
    assert enter(cast.secretary).get(address).status_code == 404


def test_two_who_check_one_dossier_at_once_both_see_what_the_other_found(enter, cast, administrative):
    client = enter(cast.secretary)
    client.post(verdict_page(administrative, 1), answers(administrative, 1, met=False))
    address = reverse("judging:correction", args=[administrative.pk, "KIPP-UJI-00001"])
    drawn = hidden(client.get(address))
    client.post(address, {**answers(administrative, 1), "reason": "Surat ternyata ada.", **drawn})
    settle_all(at=timezone.now())
    late = {**answers(administrative, 1, met=False, note="Tetap kurang."), "reason": "Belum lengkap.", **drawn}
    response = client.post(address, late)
    page = markup(response)
    assert response.status_code == 409
    assert "Diperiksa dari berkas." in page
    assert "Tetap kurang." in page
    assert Verdict.objects.current().get().passed
    chosen = {**late, **hidden(response)}
    assert client.post(address, chosen).status_code == 302
    settle_all(at=timezone.now())
    assert not Verdict.objects.current().get().passed


def test_the_second_who_gives_a_verdict_sees_both_and_goes_on_to_a_correction(enter, cast, administrative):
    client = enter(cast.secretary)
    drawn = hidden(client.get(verdict_page(administrative, 1)))
    client.post(verdict_page(administrative, 1), {**answers(administrative, 1, note="Lengkap."), **drawn})
    late = {**answers(administrative, 1, met=False, note="Surat palsu."), **drawn}
    response = client.post(verdict_page(administrative, 1), late)
    page = markup(response)
    assert response.status_code == 409
    assert "Lengkap." in page
    assert "Surat palsu." in page
    assert Verdict.objects.get().passed
    correction = reverse("judging:correction", args=[administrative.pk, "KIPP-UJI-00001"])
    assert f'action="{correction}"' in page
    chosen = {**late, **hidden(response)}
    asked = client.post(correction, chosen)
    assert "Tulis alasan koreksi" in markup(asked)
    assert "Surat palsu." in markup(asked)
    chosen = {**chosen, **hidden(asked), "reason": "Surat ternyata palsu."}
    assert client.post(correction, chosen).status_code == 302
    settle_all(at=timezone.now())
    assert not Verdict.objects.current().get().passed
    assert Verdict.objects.count() == 2


def test_a_verdict_given_while_another_is_on_its_way_is_overtaken(cast, administrative, now):
    """Between the page's look and the lock somebody else decides."""
    proposal = administrative.entrants.get(proposal__number=1).proposal
    findings = Finding.objects.filter(stage=administrative, proposal=proposal)
    found = {finding.check_row_id: Found(True, "Lengkap.") for finding in findings}
    shown = verification.stamp(findings, None)
    verification.decide(administrative, proposal, found, seen=shown, by=cast.secretary, at=now)
    with pytest.raises(Stale), transaction.atomic():
        verification.decide(administrative, proposal, found, seen=shown, by=cast.ministry_admin, at=now)
