"""Whom the ministry may write to: lists of people by what they have left to do, and what each is told of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.domain.correspondence import messages
from accounts.domain.correspondence.messages import Addressee
from accounts.models import Agency, Letter, Membership, Role, User
from judging import letters as of_judging
from judging import stages
from judging.circle import reminding
from judging.models import Choice, PanelMember
from judging.reading import progress, workload
from proposals import letters as of_proposals
from proposals.models import Figure, Proposal, in_contest

Told = Iterable[tuple[User, dict]]


@dataclass(frozen=True)
class Audience:
    """A list: what it is called, and who is on it for an edition, some of its stages and a moment."""

    label: str | Promise
    people: Callable[..., Told]
    # What is usually written to it, to begin with.
    subject: str | Promise = ""
    body: str | Promise = ""
    # Whoever is on it gets one letter a day of an edition at most, whoever of the ministry writes.
    is_nudged: bool = False

    @property
    def letter(self):
        """The kind of letter that it is written."""
        return messages.NUDGE if self.is_nudged else messages.LETTER

    def occasion(self, edition, at):
        """What its letters of a day have in common; "" where there may be several."""
        return messages.nudge_occasion(edition, timezone.localdate(at)) if self.is_nudged else ""


def drafts(edition, rows, at) -> Iterator:
    """Writers and agency admins whose proposals have not reached the ministry, with those."""
    for person, words in of_proposals.unfinished(edition, at=at):
        yield person, {"usulan": words()["usulan"]}


def office_holders(memberships, at) -> Iterator:
    """The active people behind offices in force; nothing is said of them."""
    people = of_proposals.holders(memberships, on=timezone.localdate(at))
    return ((person, {}) for person in people)


def writers(edition, rows, at):
    """Everybody who writes for a unit."""
    return office_holders(Membership.objects.filter(role=Role.UNIT), at)


def admins(edition, rows, at):
    """Every agency's admins."""
    return office_holders(Membership.objects.filter(role=Role.AGENCY_ADMIN), at)


def without_admin(edition, rows, at):
    """The writers of agencies that nobody administers: nobody else of the agency can be written to."""
    held = Membership.objects.filter(role=Role.AGENCY_ADMIN).current(timezone.localdate(at)).values("agency")
    return office_holders(Membership.objects.filter(role=Role.UNIT).exclude(agency__in=held), at)


def without_proposal(edition, rows, at):
    """The admins of agencies that have nothing in the contest."""
    sent = Proposal.objects.filter(in_contest(), edition=edition).values("agency")
    return office_holders(Membership.objects.filter(role=Role.AGENCY_ADMIN).exclude(agency__in=sent), at)


def open_cards(edition, rows, at) -> Iterator:
    """Judges with work left in stages that are open, and how much."""
    for stage in rows:
        if stage.is_open:
            for judge, _code, count in reminding.open_work(stage):
                yield judge, {"sisa_tugas": f"- {stage}: {of_judging.number(count)}"}


def at_risk(edition, rows, at) -> Iterator:
    """Judges whose work will hardly be finished in time, as the control room shows them."""
    found = [stage for stage in rows if stage.is_open]
    by_stage = workload.of_judges(found, at=at)
    for stage in found:
        for load in by_stage[stage.pk]:
            if load.is_at_risk:
                yield load.member.judge, {"sisa_tugas": f"- {stage}: {of_judging.number(load.left)}"}


def ours_at_risk(edition, rows, at) -> Iterator:
    """The secretariat, where work of its own will hardly be done in time, as the control room shows it."""
    found = [stage for stage in progress.counted_among(rows) if stage.is_open]
    for stage in found:
        load = workload.of_stage(stage, at=at)
        if load and load.is_at_risk:
            for person, _nothing in office_holders(Membership.objects.filter(role=Role.SECRETARY), at):
                yield person, {"sisa_tugas": f"- {stage}: {of_judging.number(load.total - load.done)}"}


def panel(edition, rows, at) -> Iterator:
    """Everybody who is seated in the stages."""
    for member in PanelMember.objects.filter(stage__in=rows, judge__is_active=True).select_related("judge"):
        yield member.judge, {}


def finalists(edition, rows, at) -> Iterator:
    """Writers and admins of those who were announced as finalists, each proposal once; before that there are none."""
    told = [stage for stage in rows if stage.published_at and stages.of(stage).FIGURE == Figure.Key.FINALISTS]
    choices = Choice.objects.filter(decision__stage__in=told, goes_on=True).standing()
    rows_of = choices.select_related("proposal").order_by("proposal__title", "proposal_id")
    proposals = {choice.proposal_id: choice.proposal for choice in rows_of}.values()
    for person, own in of_judging.by_person([(one, one) for one in proposals], at=at):
        yield person, {"usulan": "\n".join(f"- {one.title} ({one.code})" for one in own)}


AUDIENCES = {
    "draf": Audience(_("Penulis dan admin dengan usulan yang belum diajukan"), drafts),
    "tanpa-usulan": Audience(_("Admin instansi yang belum mengajukan usulan"), without_proposal),
    "tanpa-admin": Audience(_("Penulis di instansi tanpa admin"), without_admin),
    "admin": Audience(_("Semua admin instansi"), admins),
    "penulis": Audience(_("Semua penulis"), writers),
    "penilai": Audience(_("Penilai dengan tugas yang belum selesai"), open_cards),
    "terlambat": Audience(
        _("Penilai yang kecil kemungkinan selesai tepat waktu"),
        at_risk,
        subject=_("Penilaian Anda menjelang tenggat"),
        body=_(
            "Yth. {nama_penerima},\n\nYang masih menunggu penilaian Anda:\n\n{sisa_tugas}\n\nMelihat kemajuan sejauh "
            "ini, kami ingin tahu apakah semuanya dapat selesai tepat waktu. Bila tidak, balas surat ini sekarang: "
            "kami mencari penilai lain untuk sebagian tugas Anda.\n\n{tautan}"
        ),
        is_nudged=True,
    ),
    "sekretariat-terlambat": Audience(
        _("Sekretariat yang pemeriksaannya kecil kemungkinan selesai tepat waktu"),
        ours_at_risk,
        subject=_("Pemeriksaan usulan menjelang tenggat"),
        body=_(
            "Yth. {nama_penerima},\n\nYang masih menunggu putusan sekretariat:\n\n{sisa_tugas}\n\nMelihat kemajuan "
            "sejauh ini, kecil kemungkinan semuanya selesai tepat waktu. Balas surat ini bila perlu tambahan orang "
            "atau waktu.\n\n{tautan}"
        ),
        is_nudged=True,
    ),
    "panelis": Audience(_("Penilai yang ditetapkan untuk tahap"), panel),
    "finalis": Audience(_("Penulis dan admin para finalis yang diumumkan"), finalists),
}


def addressees(key, *, edition, rows, kind="", province="", at) -> list[Addressee]:
    """Who is on a list, each once, by name; with what each is told. `kind` and `province` are those of an agency of
    theirs.
    """
    if key not in AUDIENCES or edition is None:
        return []
    words: dict[User, dict] = {}
    # A message is written in the portal's own language, whatever the writer reads.
    with translation.override(settings.LANGUAGE_CODE):
        for person, said in AUDIENCES[key].people(edition, rows, at):
            own = words.setdefault(person, {"instansi": "", "usulan": "", "sisa_tugas": ""})
            for name, text in said.items():
                own[name] = "\n".join(filter(None, [own[name], text]))
    of_agency = agencies_of(words, at)
    home = settings.BASE_URL + reverse("home")
    chosen = []
    for person in sorted(words, key=lambda one: (one.full_name, one.pk)):
        own = [agency for agency in of_agency.get(person.pk, []) if fits(agency, kind, province)]
        if own or not (kind or province):
            names = ", ".join(dict.fromkeys(agency.name for agency in own))
            chosen.append(Addressee(person, words[person] | {"instansi": names, "tautan": home}))
    return chosen


def written_to(people, occasion) -> set[int]:
    """Who of these has a letter of this occasion already; one query."""
    return set(
        Letter.objects.filter(occasion=occasion, recipient__in=[one.user.pk for one in people]).values_list(
            "recipient", flat=True
        )
        if occasion and people
        else ()
    )


def agencies_of(people, at) -> dict[int, list[Agency]]:
    """The agencies of which each of these people holds an office today; one query."""
    found: dict[int, list[Agency]] = {}
    held = Membership.objects.current(timezone.localdate(at)).filter(Q(user__in=list(people)), agency__isnull=False)
    for office in held.select_related("agency__region").order_by("pk"):
        found.setdefault(office.user_id, []).append(office.agency)
    return found


def fits(agency, kind, province) -> bool:
    """Whether an agency is of the kind and in the province that were asked for."""
    return (not kind or agency.kind == kind) and (not province or agency.province_code == province)
