"""What the pages on winners' fate ask: surveys with their counts, what waits for an agency, one entry's state."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership, Role, User
from accounts.reading.waiting import Counted
from proposals.domain.follow_up import check_ins
from proposals.models import CheckIn, Inquiry, Replication, Survey


def surveys():
    """Every survey, the latest first, with how many were asked and how many answered; one query."""
    counted = {"asked": Count("check_ins"), "answered": Count("check_ins", filter=~Q(check_ins__answered_at=None))}
    return Survey.objects.annotate(**counted).order_by("-year")


def next_year(today):
    """The year whose question comes next: this one, or the one after the last that somebody of the ministry asked.

    Of the last one as long as it leaves winners out, as those taken over since.
    """
    asked = Survey.objects.exclude(asked_by=None).order_by("-year").values_list("year", flat=True).first()
    if asked is None or asked < today.year:
        return today.year
    return asked if check_ins.left_out(asked).exists() else asked + 1


def of_survey(survey, *, state="", words=""):
    """The check-ins of a survey by agency and title; `state` is one of CheckIn.State, or "menunggu"."""
    found = survey.check_ins.select_related("entry__agency", "evidence")
    if state == "menunggu":
        found = found.unanswered()
    elif state:
        found = found.filter(state=state)
    for word in words.split():
        found = found.filter(Q(entry__title__icontains=word) | Q(entry__agency_name__icontains=word))
    return found.order_by("entry__agency_name", "entry__title", "pk")


def of_agency(agency):
    """The newest question about each of an agency's innovations, those that wait first."""
    own = CheckIn.objects.filter(entry__agency=agency).select_related("entry", "survey")
    newest = own.order_by("entry", "-survey__year").distinct("entry")
    found = CheckIn.objects.filter(pk__in=newest.values("pk")).select_related("entry", "survey", "evidence")
    return found.order_by("-answered_at", "entry__title")


def counts(survey):
    """How many of a survey said what: [(state or "menunggu", label, number)], in a fixed order; one query."""
    said = dict(survey.check_ins.values_list("state").annotate(Count("pk")).order_by())
    return [
        ("menunggu", _("belum dijawab"), said.get("", 0)),
        *((state.value, state.label, said.get(state.value, 0)) for state in CheckIn.State),
    ]


# Of wishes and questions: those about innovations for which nobody speaks.
UNOWNED = "tanpa-admin"


def replications_of(office, *, step="", on):
    """The replications that an office sees on a day, the latest first; `step` is one of Replication.Step, UNOWNED for
    wishes that no owner can read, or all.
    """
    found = Replication.objects.with_ends().order_by("-asked_at", "-pk")
    if step == UNOWNED:
        found = found.at(Replication.Step.INTEREST).unowned(on)
    elif step:
        found = found.at(step)
    return found.of_agency(office.agency_id) if office.role == Role.AGENCY_ADMIN else found


def running_copies(entry):
    """Where an entry's innovation runs by now, as anyone may read: reported and confirmed by the ministry."""
    return entry.replications.exclude(certified_at=None).select_related("agency").order_by("running_since", "pk")


def for_agency(office, at):
    """What an agency's admin is asked: how its winners fare, and whether others may copy."""
    waiting = CheckIn.objects.unanswered().filter(entry__agency=office.agency_id)
    asked = Replication.objects.standing().filter(entry__agency=office.agency_id, agreed_at=None)
    return [
        Counted(
            _("Mutakhirkan keadaan inovasi pemenang"),
            waiting,
            "survey__asked_at",
            reverse("proposals:check_ins_own"),
            Count("entry", distinct=True),
        ),
        Counted(_("Jawab minat replikasi dari instansi lain"), asked, "asked_at", reverse("proposals:replications")),
        Counted(
            _("Jawab permintaan replikasi dari masyarakat"),
            Inquiry.objects.visible_to(office).waiting(),
            "asked_at",
            reverse("proposals:inquiries") + "?keadaan=menunggu",
        ),
    ]


def for_ministry(office, at):
    """Reported replications that wait for the ministry's confirmation, and what nobody else answers."""
    today = timezone.localdate(at)
    url = reverse("proposals:replications") + "?langkah="
    return [
        Counted(
            _("Sahkan replikasi yang dilaporkan berjalan"),
            Replication.objects.at(Replication.Step.RUNNING),
            "implemented_at",
            f"{url}running",
        ),
        Counted(
            _("Teruskan minat replikasi kepada pemilik tanpa admin"),
            Replication.objects.at(Replication.Step.INTEREST).unowned(today),
            "asked_at",
            f"{url}{UNOWNED}",
        ),
        Counted(
            _("Jawab permintaan replikasi dari masyarakat untuk pemilik tanpa admin"),
            Inquiry.objects.waiting().unowned(today),
            "asked_at",
            reverse("proposals:inquiries") + f"?keadaan={UNOWNED}",
        ),
    ]


def admins_of(office, *, on):
    """Who may speak for the agency of an office on a day, by name."""
    offices = Membership.objects.current(on).filter(role=Role.AGENCY_ADMIN, agency=office.agency_id)
    return User.objects.filter(is_active=True, memberships__in=offices).distinct().order_by("full_name", "pk")


def is_spoken_for(entry, *, on):
    """Whether somebody speaks for the owner of an innovation on a day."""
    return Membership.objects.agencies_with_an_admin(on).filter(agency=entry.agency_id).exists()
