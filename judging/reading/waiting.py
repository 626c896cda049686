"""What waits for a judge, and for those who are to be heard."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Role
from accounts.reading.waiting import Waiting
from judging import stages
from judging.domain.judges import pacts
from judging.models import Invitation
from judging.reading import hearings
from judging.reading.desk import desk, rereadings
from proposals.models import Coaching, in_contest


def for_judge(office, at):
    """What an evaluator or panelist has to do at the moment `at`, a line a stage; five queries.

    Stages outside their window wait for nobody; those where nothing is marked offer their dossiers for reading.
    """
    pacts_first = [
        Waiting(
            _("Pakta integritas belum ditandatangani: %(edition)s") % {"edition": edition.name},
            1,
            reverse("judging:pact", args=[edition.slug]),
            None,
            None,
        )
        for edition in pacts.unsigned_by(office.user_id)
    ]
    return [*invitations(office, at), *pacts_first, *to_reread(office), *to_advise(office, at)] + [
        line
        for stage in desk.stages_of(office.user, at)
        if stage.has_signed and stage.takes_marks(at) and office.role in stage.needs.judged_by
        for line in lines_of(stage)
    ]


def to_advise(office, at):
    """The finalists that a panelist may write notes to, a line a stage; one query."""
    if office.role != Role.PANELIST:
        return
    found = Coaching.objects.filter(in_contest("proposal__"), until__gt=at, stage__panel__judge=office.user_id)
    rows = found.values("stage__edition__slug", "stage__edition__name", "stage__position", "until", "opened_at")
    for row in rows.annotate(number=Count("pk", distinct=True)).order_by("until", "stage"):
        yield Waiting(
            _("Finalis dapat diberi catatan pembinaan, %(edition)s") % {"edition": row["stage__edition__name"]},
            row["number"],
            reverse("judging:coaching", args=[row["stage__edition__slug"], row["stage__position"]]),
            row["opened_at"],
            row["until"],
        )


def to_reread(office):
    """The line of what was given to an outsider to read anew; none once everything is signed. One query."""
    left = [one for one in rereadings.all_held_by(office.user_id) if one.signed_at is None]
    left = [one for one in left if office.role in one.stage.needs.judged_by]
    if left:
        page = f"{reverse('judging:desk')}#pembacaan-ulang"
        yield Waiting(_("Usulan menunggu dibaca ulang"), len(left), page, left[0].assigned_at, left[0].sample.due_at)


def for_participant(office, at):
    """The sessions for which a unit or an agency still has something to hand in, a line a stage.

    One query, and one more for each stage that asks for materials.
    """
    for stage, sessions in hearings.lacking_materials(office, at):
        place = {"stage": stage.name, "edition": stage.edition.name}
        sentence = _("Serahkan bahan presentasi: %(stage)s, %(edition)s") % place
        url = f"{reverse('judging:hearings')}?bahan=belum&tahap={key(stage)}"
        due = min(stage.arranged.materials_due(session.starts_at) for session in sessions)
        yield Waiting(sentence, len(sessions), url, stage.opened_at, due)


def invitations(office, at):
    """A line for each invitation to a stage of this office that waits for an answer; one query."""
    found = Invitation.objects.waiting().filter(judge=office.user_id, stage__closed_at=None, stage__skipped_at=None)
    return [
        Waiting(
            _("Undangan menjadi penilai: %(stage)s, %(edition)s")
            % {"stage": one.stage.name, "edition": one.stage.edition.name},
            1,
            reverse("judging:invitation", args=[one.pk]),
            one.invited_at,
            None,
        )
        for one in found.select_related("stage__edition").order_by("reply_by", "pk")
        if office.role in one.stage.needs.judged_by
    ]


def lines_of(stage):
    """The line of one running stage; none once everything is done."""
    since, until = stage.opened_at, stage.closes_at
    place = {"stage": stage.name, "edition": stage.edition.name}
    work = stages.of(stage).WORK
    if work is None:
        sentence = _("Berkas untuk dibaca sebelum rapat: %(stage)s, %(edition)s") % place
        yield Waiting(sentence, stage.n_held, address(stage), since, until)
    elif count := stage.n_held - stage.n_done:
        yield Waiting(work.waits % place, count, f"{address(stage)}&keadaan=belum-selesai", since, until)


def address(stage):
    """The desk, opened at the stage."""
    return f"{reverse('judging:desk')}?tahap={key(stage)}"


def key(stage):
    """How a stage is named in the desk's address."""
    return f"{stage.edition.slug}-{stage.position}"
