"""The register of judges as pages ask it: who there is, what each said, what each did in which edition."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import JUDGES, Event, Membership, Region, RegionKind, Role, User
from accounts.models.counting import number_by
from accounts.pages.lists import ListColumn
from accounts.templatetags.moments import day
from accounts.templatetags.people import iso_day
from competitions.models import Category, Stage
from judging import stages
from judging.models import Assignment, Employer, Judge, PanelMember
from judging.reading.progress import number_of

# By what the address says: (label, condition on the annotated row).
STATES = {
    "berlaku": (gettext_lazy("berlaku"), Q(is_current=True)),
    "berakhir": (gettext_lazy("peran berakhir"), Q(is_current=False)),
    "belum-mengisi": (gettext_lazy("belum mengisi"), Q(is_current=True, judge=None)),
}


def judges(on):
    """Everybody who holds, held or will hold the office of a judge, by name and address, told what they did.

    Adds roles (those held on the date `on`), is_current, n_editions (in which they were seated), n_given (dossiers
    that stayed with them), n_owed (cards not locked in stages that run).
    """
    offices = Membership.objects.filter(user=OuterRef("pk"), role__in=JUDGES)
    seats = PanelMember.objects.filter(judge=OuterRef("pk"))
    given = Assignment.objects.filter(judge=OuterRef("pk")).standing()
    owed = given.filter(
        scorecard__locked_at=None, stage__closed_at=None, stage__skipped_at=None, stage__rubric__isnull=False
    )
    return (
        User.objects.filter(Exists(offices))
        .select_related("judge__province")
        .prefetch_related(Prefetch("employers", Employer.objects.select_related("agency").in_order()))
        .annotate(
            roles=ArraySubquery(offices.current(on).order_by("role").values("role").distinct()),
            is_current=Exists(offices.current(on)),
            n_editions=number_by(seats, "judge", counting=Count("stage__edition", distinct=True)),
            n_given=number_by(given, "judge"),
            n_owed=number_by(owed, "judge"),
        )
        .order_by("full_name", "email")
    )


def narrowed(found, on, *, q="", peran="", bidang="", provinsi="", instansi="", keadaan=""):
    """Those of the judges that are asked for; what is not known asks for nothing."""
    for word in q.split():
        found = found.filter(
            Q(full_name__icontains=word) | Q(email__icontains=word) | Q(judge__expertise__icontains=word)
        )
    if peran in JUDGES:
        found = found.filter(roles__contains=[peran])
    if bidang:
        found = found.filter(judge__fields__contains=[bidang])
    if provinsi:
        found = found.filter(judge__province=provinsi)
    if name := instansi.strip():
        works = Employer.objects.filter(judge=OuterRef("pk")).filter(
            Q(agency__name__icontains=name) | Q(name__icontains=name)
        )
        offices = Membership.objects.filter(user=OuterRef("pk"), agency__name__icontains=name).current(on)
        found = found.filter(Exists(works) | Exists(offices))
    if keadaan in STATES:
        found = found.filter(STATES[keadaan][1])
    return found


def entry_of(user) -> Judge | None:
    """What the register says of somebody whose row came with it, or None."""
    return getattr(user, "judge", None)


def with_entries(users) -> list:
    """The judges, each with `entry`: what the register says, or None."""
    found = list(users)
    for user in found:
        user.entry = entry_of(user)
    return found


def roles_said(user) -> str:
    """The judging offices held today, in words."""
    return ", ".join(str(Role(role).label) for role in user.roles)


def available_said(user) -> str:
    """From when until when somebody can work, in words; nothing of whom the register says nothing."""
    entry = entry_of(user)
    if entry is None:
        return ""
    told = {"since": entry.available_from and day(entry.available_from)}
    told["until"] = entry.available_until and day(entry.available_until)
    if told["since"] and told["until"]:
        return _("%(since)s sampai sebelum %(until)s") % told
    if told["since"]:
        return _("mulai %(since)s") % told
    return _("sampai sebelum %(until)s") % told if told["until"] else _("selalu")


def fields_known() -> list[str]:
    """The names of all categories there were, and of what judges know besides, by name; two queries."""
    named = set(Category.objects.values_list("name", flat=True))
    return sorted(named.union(*Judge.objects.values_list("fields", flat=True)))


def provinces() -> list[tuple[str, str]]:
    """(code, name) of every province, by name."""
    found = Region.objects.filter(kind=RegionKind.PROVINCE).order_by("name", "code")
    return list(found.values_list("code", "name"))


@dataclass(frozen=True)
class Service:
    """What somebody did in one stage: pieces of work held, done and given back."""

    stage: Stage
    code: str
    held: int
    done: int | None
    returned: int


def services(user) -> list[Service]:
    """What somebody did as a judge, the latest stage first; one query."""
    own = Assignment.objects.filter(judge=user)
    standing = own.standing()
    seats = PanelMember.objects.filter(stage=OuterRef("pk"), judge=user)
    found = (
        Stage.objects.filter(Exists(seats))
        .select_related("edition")
        .annotate(
            code=Subquery(seats.values("code")[:1]),
            n_held=number_of(standing),
            n_done=number_of(standing.filter(stages.finished_by_judge())),
            n_returned=number_of(own.filter(recused_at__isnull=False)),
        )
        .order_by("-edition__year", "edition__slug", "-position")
    )
    return [
        Service(stage, stage.code, stage.n_held, stage.n_done if stages.of(stage).WORK else None, stage.n_returned)
        for stage in found
    ]


def history(user) -> list[dict]:
    """The changes of somebody's entry, newest first, as components/timeline.html tells them; one query."""
    events = Event.objects.filter(subject_type="accounts.user", subject_id=user.pk, name="judge.described")
    return [
        {"what": _("Data juri diubah"), "who": event.by_whom, "at": event.at, "note": places_said(event.particulars)}
        for event in events.order_by("-number")
    ]


def places_said(told) -> str:
    """The places of work that stood in the register from a change on, in words."""
    names = "; ".join(
        _("%(name)s, sampai %(day)s") % {"name": work["name"], "day": iso_day(work["until"])}
        if work.get("until")
        else work["name"]
        for work in told["employers"]
    )
    return _("Tempat kerja: %(names)s") % {"names": names} if names else _("Tanpa tempat kerja")


def columns(on) -> tuple[ListColumn, ...]:
    """The register in a file: what each said, and what each did."""

    def said(key, label, read, **more):
        return ListColumn(key, label, read=read, **more)

    def of_entry(name):
        return lambda user: getattr(entry_of(user), name, None)

    return (
        ListColumn(
            "nama", gettext_lazy("Nama"), ("full_name",), is_head=True, template="judging/columns/registered.html"
        ),
        ListColumn("surel", gettext_lazy("Surel"), ("email",), is_extra=True),
        said("peran", gettext_lazy("Peran"), roles_said),
        said("bidang", gettext_lazy("Bidang"), of_entry("fields")),
        said("keahlian", gettext_lazy("Keahlian"), of_entry("expertise"), is_extra=True),
        said(
            "kerja",
            gettext_lazy("Tempat kerja sekarang"),
            lambda user: [one.called for one in user.employers.all() if one.is_present(on)],
        ),
        said(
            "kerja-dulu",
            gettext_lazy("Tempat kerja tiga tahun terakhir"),
            lambda user: [one.called for one in user.employers.all() if not one.is_present(on) and one.ties_until > on],
            is_extra=True,
        ),
        ListColumn("provinsi", gettext_lazy("Provinsi"), ("judge__province__name",)),
        said("daya", gettext_lazy("Usulan per tahap"), of_entry("capacity"), is_number=True),
        said("tersedia", gettext_lazy("Tersedia"), available_said),
        said("mulai", gettext_lazy("Tersedia mulai"), of_entry("available_from"), is_extra=True),
        said("sampai", gettext_lazy("Tersedia sebelum"), of_entry("available_until"), is_extra=True),
        ListColumn("edisi", gettext_lazy("Edisi"), ("n_editions",), is_number=True),
        ListColumn("ditugaskan", gettext_lazy("Usulan ditugaskan"), ("n_given",), is_number=True),
        ListColumn("belum", gettext_lazy("Lembar nilai belum selesai"), ("n_owed",), is_number=True),
    )
