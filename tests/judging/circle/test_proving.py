"""Bundles as the portal makes, keeps, looks at and hands them out."""

import hashlib

import pytest
from celery.signals import before_task_publish
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from accounts.models import Event, Letter, Role
from competitions.kinds import StageKind
from competitions.models import Edition, Stage
from judging.circle import proving as acts
from judging.models import Computation, Finding, ResultBundle, Snapshot
from judging.proof import bundle
from sinovik import invariants
from tests import carrying, proving
from tests.factories import accounts
from tests.judging.domain.cards.test_seals_told import past_the_trigger

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked_by(django_capture_on_commit_callbacks):
    """The names and arguments of the tasks that an act sends, as the broker gets them."""

    def asked(act):
        sent = []

        def note(sender, headers, body, **_):
            sent.append((sender, body[1]))

        before_task_publish.connect(note)
        with django_capture_on_commit_callbacks(execute=True):
            act()
        before_task_publish.disconnect(note)
        return sent

    return asked


@pytest.fixture
def told():
    return proving.told()


@pytest.fixture
def desk(told):
    return Stage.objects.get(edition=told[1], kind=StageKind.DESK)


def test_every_published_stage_has_one_and_making_again_makes_none(told):
    before = list(ResultBundle.objects.order_by("pk").values())
    assert len(before) == Stage.objects.filter(edition=told[1], published_at__isnull=False).count() == 3
    for stage in Stage.objects.filter(edition=told[1]):
        acts.make_or_tell(stage.pk, at=carrying.moment(stage))
    assert list(ResultBundle.objects.order_by("pk").values()) == before
    assert Event.objects.filter(name="bundle.made").count() == 3


def test_the_same_snapshot_gives_the_same_bytes(desk):
    made = ResultBundle.objects.get(stage=desk)
    assert hashlib.sha256(bundle.packed(acts.told(desk))).hexdigest() == made.sha256


def test_it_names_nobody_but_by_number_and_code(told):
    crew, _edition = told
    for kind in (StageKind.ADMINISTRATIVE, StageKind.DESK, StageKind.PANEL):
        whole = b"".join(bundle.opened(proving.content(kind)).values()).decode()
        for office in (crew.admin, crew.secretary, *crew.evaluators, *crew.panelists):
            assert office.user.full_name not in whole
            assert office.user.email not in whole


def test_a_result_that_does_not_come_out_again_is_not_signed(desk):
    ResultBundle.objects.filter(stage=desk).delete()
    Computation.objects.filter(snapshot__stage=desk).update(result_sha256="0" * 64)
    assert acts.make(desk, at=carrying.moment(desk)) is None
    assert not ResultBundle.objects.filter(stage=desk).exists()


def test_one_that_fails_is_told_once_and_stops_no_other(told, desk, asked_by):
    """The desk's snapshot cannot be read any more; the panel's bundle is only missing."""
    crew, edition = told
    panel = Stage.objects.get(edition=edition, kind=StageKind.PANEL)
    ResultBundle.objects.filter(stage__in=[desk, panel]).delete()
    past_the_trigger(lambda: Snapshot.objects.filter(stage=desk).update(body="{}"))
    for _night in range(2):
        due = [ids["stage_id"] for name, ids in asked_by(acts.order_all) if name == "judging.make_bundle"]
        assert desk.pk in due
        for pk in due:
            acts.make_or_tell(pk, at=carrying.moment(desk))
    assert list(ResultBundle.objects.order_by("stage__position").values_list("stage__kind", flat=True)) == [
        StageKind.ADMINISTRATIVE,
        StageKind.PANEL,
    ]
    [event] = Event.objects.filter(name="bundle.failed")
    assert (event.subject_id, event.particulars["failure"]) == (desk.pk, "fault")
    letters = Letter.objects.filter(name="bundle.failed")
    assert crew.admin.user in {one.recipient for one in letters}
    assert letters.count() == letters.values("recipient").distinct().count()
    assert "kesalahan program" in letters.filter(recipient=crew.admin.user).get().body
    # By day nobody tries again what cannot be made by the same code.
    assert asked_by(acts.order_missing) == []


def test_no_bundle_says_which_entry_checks_were_not_met(told):
    members = bundle.opened(proving.content(StageKind.ADMINISTRATIVE))
    codes = set(Finding.objects.filter(stage__kind=StageKind.ADMINISTRATIVE).values_list("check_row__code", flat=True))
    assert codes
    for name in (bundle.SNAPSHOT, bundle.RESULT):
        assert not {code for code in codes if f'"{code}"' in members[name].decode()}


def test_the_nightly_look_is_kept_and_shown(told, desk, client, asked_by):
    assert "belum" in client.get(reverse("judging:bundles")).content.decode()
    asked = asked_by(acts.order_all)
    assert [name for name, _ids in asked] == ["judging.look_at_bundle"] * 3
    for _name, ids in asked:
        acts.look_at(**ids, clock=lambda: carrying.moment(desk))
    assert not ResultBundle.objects.exclude(broken=[], unsure=[], looked_at=carrying.moment(desk)).exists()
    for prefix, said in (("", "semuanya benar"), ("/en", "everything holds")):
        page = client.get(prefix + reverse("judging:bundles")).content.decode()
        assert page.count(said) == 3
        assert ResultBundle.objects.get(stage=desk).sha256 in page
        assert proving.key() in page


def test_a_bundle_that_was_lost_or_changed_is_said_everywhere(told, desk, client):
    made = ResultBundle.objects.get(stage=desk)
    name, content = made.file.name, proving.content(StageKind.DESK)
    default_storage.delete(name)
    for _twice in range(2):
        assert acts.look_at(made.pk, clock=lambda: carrying.moment(desk)).broken == ["lost"]
    crew, _edition = told
    [letter] = Letter.objects.filter(name="bundle.failed", recipient=crew.admin.user)
    assert "hilang atau berubah" in letter.body
    assert Event.objects.about(desk).filter(name="bundle.broken").count() == 1
    assert invariants.broken()["bundles"] == {"count": 1, "names": [str(desk)]}
    assert "ada yang tidak benar" in client.get(reverse("judging:bundles")).content.decode()
    default_storage.save(name, ContentFile(content))


def address(stage, name="judging:bundle"):
    return reverse(name, args=[stage.edition.slug, stage.position])


def test_the_public_reads_hashes_alone_unless_the_plan_opens_the_bundles(desk, client):
    refused = client.get(address(desk))
    assert refused.status_code == 403
    assert "tidak membuka berkas bukti" in refused.content.decode()
    assert "tidak dibuka" in client.get(reverse("judging:bundles")).content.decode()


def test_what_the_plan_opens_waits_for_the_last_stage(told, desk, client):
    _crew, edition = told
    Edition.objects.filter(pk=edition.pk).update(opens_results=True)
    refused = client.get(address(desk))
    assert refused.status_code == 403
    assert "sesudah semua tahap" in refused.content.decode()
    Stage.objects.filter(edition=edition, published_at=None).delete()
    answer = client.get(address(desk))
    assert answer["Content-Type"] == "application/zip"
    assert b"".join(answer.streaming_content) == proving.content(StageKind.DESK)
    assert "Unduh" in client.get(reverse("judging:bundles")).content.decode()


def test_auditors_fetch_it_at_any_time_and_judges_never(told, desk, client):
    crew, _edition = told
    auditor = accounts.membership(Role.AUDITOR)
    client.force_login(auditor.user)
    answer = client.get(address(desk, "judging:bundle-inside"))
    assert b"".join(answer.streaming_content) == proving.content(StageKind.DESK)
    assert address(desk, "judging:bundle-inside") in client.get(address(desk, "judging:results")).content.decode()
    for office in (crew.secretary, crew.evaluators[0]):
        client.force_login(office.user)
        assert client.get(address(desk, "judging:bundle-inside")).status_code == 403
    client.force_login(crew.secretary.user)
    assert address(desk, "judging:bundle-inside") not in client.get(address(desk, "judging:results")).content.decode()


def test_the_checker_is_fetched_as_a_package(told, client):
    answer = client.get(reverse("judging:bundle-checker"))
    assert answer.content.startswith(b"PK")
    assert "sinovik_verify-1+" in answer["Content-Disposition"]
