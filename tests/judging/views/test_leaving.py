"""Who leaves the contest leaves desks, counts, lists and the catalogue; an award that was given is shown as revoked."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain import motions
from accounts.models import Motion
from judging.models import Assignment, Award, Scorecard
from judging.reading import progress
from proposals.models import CatalogueEntry, Figure
from tests import carrying
from tests.factories import accounts
from tests.judging.views.conftest import at
from tests.pages import markup

# How a dossier leaves after registration: excluded, or asked back by its agency; and what judges then read of it.
WAYS = {carrying.disqualified: "didiskualifikasi", carrying.let_go: "ditarik pengusulnya"}


@pytest.mark.parametrize("leave", WAYS, ids=lambda leave: leave.__name__)
def test_a_dossier_that_left_leaves_the_desk_and_every_count(enter, crew, desk, now, leave):
    before = progress.counted(type(desk).objects.filter(pk=desk.pk)).get()
    open_card = Assignment.objects.get(stage=desk, scorecard=None)
    leave(open_card.proposal, "Datanya dipalsukan.", crew, at=now)
    after = progress.counted(type(desk).objects.filter(pk=desk.pk)).get()
    assert after.n_entrants == before.n_entrants - 1
    assert progress.work(after).is_finished
    client = enter(open_card.judge.memberships.get())
    assert open_card.proposal.title not in markup(client.get(reverse("judging:desk")))
    card = at("scorecard", desk, code=open_card.proposal.code)
    for response in (client.get(card), client.post(card, {"langkah": "nanti"})):
        assert response.status_code == 403
        assert WAYS[leave] in markup(response)
    assert not Scorecard.objects.filter(assignment=open_card).exists()
    onward = client.get(at("next", desk))
    assert open_card.proposal.code not in onward.url


def test_one_person_does_not_exclude_whom_the_public_has_read_of(enter, cast, desk):
    proposal = desk.entrants.order_by("pk").first().proposal
    address = reverse("proposals:disqualification", args=[proposal.code])
    client = enter(cast.secretary)
    assert "Orang kedua perlu menyetujui" in markup(client.get(address))
    response = client.post(address, {"note": "Datanya dipalsukan."})
    motion = Motion.objects.about(proposal).get()
    assert response.url == reverse("motion", args=[motion.pk])
    proposal.refresh_from_db()
    assert proposal.status == "submitted"
    page = markup(client.get(response.url))
    assert "Datanya dipalsukan." in page
    assert 'name="sidik"' not in page
    client = enter(cast.ministry_admin)
    client.post(reverse("motion_seconding", args=[motion.pk]), {"sidik": motion.sha256})
    motions.carry_out_due(at=timezone.now() + timedelta(minutes=10))
    proposal.refresh_from_db()
    assert proposal.status == "disqualified"


@pytest.fixture
def winner(db):
    """A winner of a whole small season, with the people who carried it."""
    crew, edition, _dossiers = carrying.begun(4, places=(4, 4, 2), rules=(), evaluators=3, panelists=3)
    for stage in edition.stages.in_order():
        carrying.finished(stage, crew)
    return Award.objects.filter(stage__edition=edition, key="top").order_by("number").first(), crew


@pytest.mark.journey
@pytest.mark.parametrize("leave", WAYS, ids=lambda leave: leave.__name__)
def test_a_winner_that_left_is_shown_as_revoked_everywhere(client, winner, leave):
    award, crew = winner
    code, title = reverse("judging:verification", args=[award.verification_code]), award.title
    assert "masih berlaku" in markup(client.get(code))
    winners = Figure.objects.get(edition=award.stage.edition, key="winners").innovations
    listed = markup(client.get(reverse("proposals:catalogue"))).count(title)
    leave(award.proposal, "Datanya dipalsukan.", crew, at=award.given_at)
    told = markup(client.get(code))
    assert "dicabut" in told
    assert "Datanya dipalsukan." in told
    assert "masih berlaku" not in told
    assert "Sertifikat ini contoh" not in told
    assert Figure.objects.get(edition=award.stage.edition, key="winners").innovations == winners - 1
    assert listed
    assert title not in markup(client.get(reverse("proposals:catalogue")))
    entry = CatalogueEntry.objects.get(proposal=award.proposal)
    own = client.get(reverse("proposals:innovation", args=[entry.slug]))
    assert "Penghargaan dicabut" in markup(own)
    announced = markup(
        client.get(reverse("proposals:announcement", args=[award.stage.edition.slug, award.stage.position]))
    )
    assert "Dicabut" in announced
    assert f"<del>{title}</del>" in announced.replace('<span lang="id">', "").replace("</span></del>", "</del>")
    type(award.stage.edition).objects.filter(pk=award.stage.edition_id).update(is_example=True)
    told = markup(client.get(code))
    assert "dicabut" in told
    assert "Sertifikat ini contoh" in told
    client.force_login(accounts.membership("agency_admin", agency=award.proposal.agency).user)
    assert "dicabut" in markup(client.get(reverse("judging:certificates-mine")))
