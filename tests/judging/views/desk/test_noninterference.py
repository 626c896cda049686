"""Two portals that differ in agency, head, unit, region and title alone: a blind judge reads the same bytes."""

import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.models import Agency, AgencyHead, Region, Unit
from competitions.kinds import StageKind
from competitions.models import Stage
from judging.domain.hearings import sessions
from judging.letters import hearings
from judging.models import Assignment, Session
from proposals.domain import masking
from proposals.domain.draft import drafting
from proposals.models import Proposal, Status
from tests.factories import accounts, competitions, judging, proposals
from tests.factories.competitions import DURING

pytestmark = pytest.mark.django_db

TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value="|nonce="|"token": ")[^"]+')
# Words that stand nowhere else: a place called like a thing takes the thing's name away, in either portal.
WORD = st.text(alphabet="bcdfghjklmnpqrstvwxz", min_size=4, max_size=9).map(lambda word: f"Xq{word}")
CALLED = st.lists(WORD, min_size=1, max_size=3).map(" ".join)


@dataclass(frozen=True)
class Owner:
    """Whose the dossiers are, and what they are called for that."""

    agency: str
    unit: str
    region: str
    title: str
    head: str


# A head who is called like the region would be masked as the region.
HEADS = CALLED.map(lambda name: name.replace("Xq", "Zq"))
OWNERS = st.builds(Owner, CALLED, CALLED, CALLED, CALLED, HEADS)


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _still(time_machine):
    """Files of lists carry the moment they were made."""
    time_machine.move_to(timezone.now(), tick=False)


@pytest.fixture
def cast(db):
    return accounts.cast()


@pytest.fixture
def edition(db):
    return competitions.edition()


def owned(made, owner, *, by):
    """The dossiers as this owner would have written and confirmed them, by the doors a unit uses."""
    agency = made[0].agency
    Region.objects.filter(pk=agency.region_id).update(name=f"Kabupaten {owner.region}", short_name=owner.region)
    Agency.objects.filter(pk=agency.pk).update(name=f"Pemerintah Kabupaten {owner.agency}")
    Unit.objects.filter(pk=made[0].unit_id).update(name=f"Dinas {owner.unit}")
    AgencyHead.objects.update_or_create(
        agency=agency,
        since=DURING.date(),
        defaults={"name": f"Dr. {owner.head}, M.Si.", "entered_at": DURING, "entered_by": by},
    )
    words = f"Dinas {owner.unit} milik Pemerintah Kabupaten {owner.agency} melayani {owner.region} "
    words += f"di bawah Bupati {owner.head} "
    sent = Proposal.objects.filter(pk__in=[one.pk for one in made])
    sent.update(status=Status.DRAFT, submitted_at=None, submitted_by=None, title=owner.title)
    for place, one in enumerate(sent.select_related("edition").order_by("pk"), start=1):
        section = one.edition.sections.get(key="ringkasan")
        told = {"ringkasan": words + proposals.text(60)}
        drafting.answer(one, section, told, is_done=True, by=by, at=DURING + timedelta(hours=place))
        masking.confirm(one, f"Antar Obat {place}", by=by, at=DURING + timedelta(hours=place))
    sent.update(status=Status.SUBMITTED, submitted_at=DURING, submitted_by=by)


def read(client, addresses):
    """What each address answers, without what is drawn anew for each answer."""
    found = {}
    for address in addresses:
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        found[address] = (response.status_code, response.get("Content-Disposition", ""), TOKEN.sub(rb"\1", body))
    return found


@pytest.fixture
def made(cast, edition):
    """Two dossiers of one owner, sent."""
    return [proposals.submitted(edition, by=cast.proposer) for _ in range(2)]


def at_the_desk(kind, made):
    """A blind stage of that kind, the dossiers on a judge's desk: one signed, one still under its cover."""
    stage = judging.running(kind, edition=made[0].edition, is_blind=True)
    judging.enter(stage, made)
    office = judging.judge(stage)
    first, last = judging.assigned(stage, office, made)
    Assignment.objects.filter(pk=last.pk).update(cleared_at=None)
    if kind == StageKind.DESK:
        judging.marked(Assignment.objects.for_acts(on=timezone.localdate()).get(pk=first.pk), office, lock=True)
    return stage, office


def addresses_of(stage, made, words):
    """Every page of the desk with its files, and searches for these words."""
    place = (stage.edition.slug, stage.position)
    desk = reverse("judging:desk")
    yield desk
    yield from (f"{desk}?{urlencode({'q': word})}" for word in words)
    yield from (f"{desk}?bentuk={kind}" for kind in ("csv", "xlsx"))
    yield reverse("judging:next", args=place)
    if stage.kind == StageKind.INTERVIEW:
        schedule = reverse("judging:schedule", args=place)
        yield from (schedule, f"{schedule}?berkas=ics", f"{schedule}?bentuk=csv")
    for one in made:
        for name in ("scorecard", "interest", "card-signing", "card-opening", "receipt", "card-typing"):
            yield reverse(f"judging:{name}", args=(*place, one.code))
        for file in one.attachments.order_by("pk"):
            for name in ("judge-attachment", "evidence"):
                yield reverse(f"judging:{name}", args=(*place, one.code, file.pk))
        yield reverse("judging:evidence-page", args=(*place, one.code, one.attachments.earliest("pk").pk, 1))


@pytest.mark.journey
@pytest.mark.parametrize("kind", [StageKind.DESK, StageKind.INTERVIEW])
@settings(
    max_examples=2, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(one=OWNERS, other=OWNERS)
def test_a_blind_judge_reads_the_same_whoever_proposes(client, cast, made, kind, one, other):
    stage = Stage.objects.filter(edition=made[0].edition, kind=kind, opened_at__isnull=False).first()
    office = stage and Assignment.objects.filter(stage=stage).first().judge.memberships.first()
    if stage is None:
        stage, office = at_the_desk(kind, made)
    client.force_login(office.user)
    accounts.fresh(client)
    addresses = list(addresses_of(stage, made, (*vars(one).values(), *vars(other).values(), "Antar")))
    found = []
    for owner in (one, other):
        owned(made, owner, by=cast.proposer)
        found.append(read(client, addresses))
    for address in addresses:
        assert found[0][address] == found[1][address], address
    assert "Antar Obat 1" in found[0][addresses[0]][2].decode()
    assert b"melayani [daerah] di bawah Bupati [nama]" in found[0][reverse_of(stage, made[0])][2]


def test_on_paper_a_blind_dossier_names_nobody_either(client, cast, made, settings):
    """What is printed is the page, hidden parts and attributes included; the sheet for paper adds addresses alone."""
    stage, office = at_the_desk(StageKind.DESK, made)
    owned(made, Owner("Xqa", "Xqb", "Xqc", "Xqd di Xqc", "Zqe"), by=cast.proposer)
    client.force_login(office.user)
    page = client.get(reverse_of(stage, made[0])).content.decode()
    assert "[daerah]" in page
    assert not re.search("Xq[abcd]|Zqe", page)
    sheet = (settings.BASE_DIR / "static" / "css" / "print.css").read_text()
    assert set(re.findall(r"attr\(([^)]+)\)", sheet)) == {"href"}


def reverse_of(stage, proposal):
    """The page of a dossier and its card."""
    return reverse("judging:scorecard", args=(stage.edition.slug, stage.position, proposal.code))


def test_letters_about_a_blind_session_name_nobody(cast, made):
    stage, office = at_the_desk(StageKind.INTERVIEW, made)
    owned(made, Owner("Xqa", "Xqb", "Xqc", "Xqd di Xqc", "Zqe"), by=cast.proposer)
    sessions.lay_out(stage, at=stage.opens_at)
    moved = Session.objects.filter(stage=stage).select_related("stage__edition", "proposal__agency").earliest("pk")
    told = [
        [words(), more()]
        for person, words, more in hearings.concerned_by_session(stage, session=moved, at=timezone.now())
        if person == office.user
    ]
    assert len(told) == 1
    assert "Antar Obat" in str(told)
    assert not re.search("Xq[abcd]|Zqe", str(told))
