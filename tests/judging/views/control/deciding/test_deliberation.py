"""The plenary's table: departures with reasons, places, composition, special awards."""

from judging import motions as grave
from judging.circle import deliberation
from judging.models import Choice
from proposals.models import Status
from tests import carrying
from tests.factories import proposals
from tests.judging.views.conftest import at
from tests.pages import hidden, markup


def choices(stage):
    return Choice.objects.filter(decision__stage=stage).select_related("proposal").order_by("pk")


def page(stage, choice):
    return at("choice", stage, code=choice.proposal.code)


def test_a_departure_needs_a_reason(enter, cast, computed):
    choice = choices(computed).filter(goes_on=True).first()
    client = enter(cast.secretary)
    response = client.post(page(computed, choice), {"goes_on": "0", "reason": " "})
    assert response.status_code == 200
    assert "Tulis mengapa rapat memutuskan lain" in markup(response)
    response = client.post(page(computed, choice), {"goes_on": "0", "reason": "Layanan sudah berhenti."})
    assert response.status_code == 302
    choice.refresh_from_db()
    assert (choice.goes_on, choice.reason) == (False, "Layanan sudah berhenti.")
    assert "Layanan sudah berhenti." in markup(client.get(f"{at('deliberation', computed)}?keadaan=berbeda"))


def test_who_left_is_marked_and_not_decided_on(enter, cast, computed):
    choice = choices(computed).filter(goes_on=True).first()
    proposals.left(choice.proposal, Status.WITHDRAWN)
    client = enter(cast.secretary)
    shown = markup(client.get(at("deliberation", computed)))
    assert "ditarik" in shown
    assert page(computed, choice) not in shown
    assert "Usulan ini ditarik pengusulnya" in markup(client.get(page(computed, choice)))


def test_the_composition_follows_the_decision(enter, cast, computed, now):
    passed_over = choices(computed).filter(goes_on=False).first()
    deliberation.choose(
        computed, passed_over.proposal, goes_on=True, reason="Dampak luas.", by=cast.ministry_admin, at=now
    )
    client = enter(cast.ministry_admin)
    table = markup(client.get(at("deliberation", computed)))
    assert "usulan dari Kelompok umum" in table
    assert "terlampaui" in table
    response = client.post(
        at("act", computed, noun="pengajuan-keputusan"), {"reason": "Arahan Menteri.", "minutes": "Rapat."}
    )
    assert response.status_code == 409
    assert "Jumlah yang lanjut melebihi kuota." in markup(response)


def test_a_proposed_decision_is_fixed(enter, cast, computed, now):
    grave.propose(computed, "Arahan Menteri.", without_quorum=carrying.UNMET, by=cast.ministry_admin, at=now)
    choice = choices(computed).first()
    client = enter(cast.secretary)
    assert client.get(page(computed, choice)).status_code == 403
    assert client.post(page(computed, choice), {"goes_on": "0", "reason": "x"}).status_code == 403
    assert "Ubah<" not in markup(client.get(at("deliberation", computed)))


def test_wrong_values_get_a_message_and_unknown_codes_a_404(enter, cast, computed):
    choice = choices(computed).first()
    client = enter(cast.secretary)
    response = client.post(page(computed, choice), {"goes_on": "mungkin"})
    assert response.status_code == 200
    assert "Pilih keputusan rapat" in markup(response)
    assert client.get(at("choice", computed, code="TIDAK-ADA")).status_code == 404


def test_special_awards_stay_within_their_places(enter, cast, computed):
    first, second = choices(computed).filter(goes_on=True)
    computed.award_names.create(position=9, key="khusus", name="Pujian Juri", places=1)
    client = enter(cast.secretary)
    assert client.post(page(computed, first), {"goes_on": "1", "honours": ["khusus"]}).status_code == 302
    response = client.post(page(computed, second), {"goes_on": "1", "honours": ["khusus"]})
    assert response.status_code == 200
    assert "Ada yang perlu diperbaiki" in markup(response)
    assert "Pujian Juri" in markup(client.get(at("deliberation", computed)))
    response = client.post(page(computed, second), {"goes_on": "1", "honours": ["tidak-ada"]})
    assert "Pilih penghargaan dari daftar" in markup(response)
    assert choices(computed).exclude(honours=[]).count() == 1


def test_two_who_decide_one_proposal_both_see_what_the_other_decided(enter, cast, computed):
    choice = choices(computed).filter(goes_on=True).first()
    client = enter(cast.secretary)
    drawn = hidden(client.get(page(computed, choice)))
    first = {"goes_on": "0", "reason": "Layanan sudah berhenti.", **drawn}
    assert [client.post(page(computed, choice), first).status_code for _ in range(2)] == [302, 302]
    response = client.post(page(computed, choice), {"goes_on": "0", "reason": "Data tidak cocok.", **drawn})
    assert response.status_code == 409
    assert "Layanan sudah berhenti." in markup(response)
    assert "Data tidak cocok." in markup(response)
    choice.refresh_from_db()
    assert choice.reason == "Layanan sudah berhenti."
    client.post(page(computed, choice), {**hidden(response), "reason": "Data tidak cocok."})
    choice.refresh_from_db()
    assert (choice.goes_on, choice.reason) == (False, "Data tidak cocok.")
