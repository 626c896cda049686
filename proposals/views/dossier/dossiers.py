"""The list of proposals, a new one, and the home of one."""

from uuid import UUID, uuid4

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from accounts.models import MINISTRY, Role
from accounts.pages import exports, lists, stamps
from accounts.pages.arrival import arrived
from accounts.pages.doors import OWN, OWN_OR_SUBMITTED, for_role
from accounts.rules import Refused
from competitions.models import Edition, EnteredBy, Group
from proposals import rules
from proposals.domain import completeness, contents, dossier, eligibility, questionnaire, withdrawing
from proposals.domain.draft import drafting, hiding
from proposals.forms.acts import BeginDossierForm, DossierFilter
from proposals.forms.groups import hidden_now
from proposals.models import Proposal, Status
from proposals.reading import besides, nearby, shown
from proposals.reading import history as history_of
from proposals.views.dossier import gate, mending, parts

DOSSIERS = (
    lists.ListColumn("nomor", gettext_lazy("Nomor"), ("code",)),
    lists.ListColumn("judul", gettext_lazy("Judul inovasi"), ("title",)),
    lists.ListColumn("status", gettext_lazy("Status"), ("status",), say=lambda status: Status(status).label),
    lists.ListColumn("edisi", gettext_lazy("Edisi"), ("edition__name",)),
    lists.ListColumn("kelompok", gettext_lazy("Kelompok"), ("group__name",)),
    lists.ListColumn("kategori", gettext_lazy("Kategori"), ("category__name",)),
    lists.ListColumn("unit", gettext_lazy("Unit"), ("unit_then", "unit__name"), say=lambda then, now: then or now),
    lists.ListColumn("diubah", gettext_lazy("Terakhir diubah"), ("changed_at",)),
    lists.ListColumn("diajukan", gettext_lazy("Diajukan"), ("submitted_at",)),
)
WRITERS = (Role.UNIT, Role.AGENCY_ADMIN)
# The state in which a dossier is written, as the doors say it.
WRITING = "one holds the pen, registration is open"


@for_role(Role.UNIT, Role.AGENCY_ADMIN, sees="proposals", of=OWN)
def index(request):
    now = arrived(request)
    surroundings = {
        "open_editions": open_editions(now),
        "may_begin": editions_to_enter(request.office, now).exists(),
        "now": now,
    }
    if request.office.role == Role.AGENCY_ADMIN:
        return gate.page(request, surroundings)
    visible = Proposal.objects.visible_to(request.office)
    editions = Edition.objects.filter(pk__in=visible.values("edition")).latest_first().values_list("slug", "name")
    form = DossierFilter(request.GET, role=request.office.role, editions=editions, at=now)
    proposals = visible.filter(form.asked).with_places().order_by("-changed_at", "pk")
    listing = lists.Listing("usulan", proposals, DOSSIERS)
    if file := exports.answered(request, listing):
        return file
    context = surroundings | lists.shown(request, listing.rows, form)
    rows = [parts.row(proposal, request.office, now) for proposal in context["page"]]
    return render(request, "proposals/index.html", {**context, "rows": rows})


@for_role(
    Role.UNIT,
    Role.AGENCY_ADMIN,
    sees="a new proposal",
    of="own unit, or the agency itself",
    when="registration is open, a group takes proposals of units, or of agencies",
)
def begin(request):
    now = arrived(request)
    editions = editions_to_enter(request.office, now)
    if not editions:
        raise Refused(rules.NOTHING_OPEN)
    form = BeginDossierForm(request.POST if request.method == "POST" else None, editions=editions)
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        proposal = drafting.begin(
            form.chosen_edition,
            unit=request.office.unit,
            title=form.cleaned_data["title"],
            key=key_of(stamps.seen(request)),
            by=request.office,
            at=now,
        )
        return redirect("proposals:show", proposal.code)
    return render(
        request,
        "proposals/begin.html",
        {"form": form, "editions": editions, "stamp": stamps.drawn(request, str(uuid4())), "now": now},
    )


def key_of(text):
    """The key a form carries, so that sent twice it begins once; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


@for_role(Role.UNIT, Role.AGENCY_ADMIN, *MINISTRY, sees="a proposal", of=OWN_OR_SUBMITTED)
def show(request, code):
    proposal = load(request, code)
    now = arrived(request)
    history = parts.history(proposal)
    asked = withdrawing.last(proposal) if proposal.submitted_at else None
    was_sent = any(entry["act"] == "submit" for entry in history)
    waiting = asked if asked and asked.is_waiting else None
    is_writer = request.office.role in (Role.UNIT, Role.AGENCY_ADMIN)
    context = {
        "proposal": proposal,
        "status": parts.tag(proposal, request.office, now),
        "acts": parts.allowed_acts(
            proposal,
            request.office,
            now,
            waiting,
            history[0]["source"] if history and history[0]["act"] == "withdraw" else "",
            was_sent=was_sent,
        ),
        "was_sent": was_sent,
        "asked": asked,
        "history": history,
        "note": history[0]["said"] if proposal.status == Status.RETURNED else "",
        "remarks": history[0]["remarks"] if proposal.status == Status.RETURNED else (),
        "is_corrected": is_writer and (history_of.is_corrected(proposal) or bool(besides.changed(proposal))),
        "is_writer": is_writer,
        "may_copy": False,
        "now": now,
    }
    if is_writer and (proposal.status == Status.WITHDRAWN or not proposal.edition.accepts_proposals(now)):
        # What is still written here is not written twice.
        context["may_copy"] = editions_to_copy_into(proposal, request.office, now).exists()
    if is_writer and proposal.is_mended:
        return mending.page(request, proposal, context)
    refusal = rules.writing_refusal(proposal, office=request.office, at=now)
    if refusal:
        # Who only reads has sent nothing that could have come too late.
        refusal = rules.CLOSED if refusal.key == rules.CLOSED.key else refusal
        asked = shown.asked_of(proposal.edition_id, proposal.printing)
        found = dossier.read(proposal, blind=False, asked=asked)
        return render(request, "proposals/show.html", {**context, "refusal": refusal, "dossier": found})
    asked, content = questionnaire.of(proposal.edition_id), contents.content_of(proposal)
    standing = completeness.judge(proposal, asked, content)
    return render(
        request,
        "proposals/edit.html",
        {
            **context,
            "standing": standing,
            "tasks": parts.tasks(proposal, standing),
            "outlook": eligibility.outlook(proposal, asked, content),
            "hidden": hidden_now(hiding.now(proposal, asked, content)),
            "nearby": nearby.of_the_draft(proposal),
        },
    )


def prepared(proposal):
    """How complete a draft is, and how it stands with the rules of entry."""
    asked, content = questionnaire.of(proposal.edition_id), contents.content_of(proposal)
    return completeness.judge(proposal, asked, content), eligibility.outlook(proposal, asked, content)


def load(request, code):
    """The proposal if the person's office may read it; otherwise there is no such page."""
    found = shown.under(request.office, code)
    if found is None:
        raise Http404
    return found


def editions_to_enter(office, now):
    """The open editions with a group in which the unit, or the agency itself, may propose."""
    without = EnteredBy.UNIT if office.role == Role.AGENCY_ADMIN else EnteredBy.AGENCY
    groups = Group.objects.open_to(office.agency).exclude(entered_by=without)
    return open_editions(now).filter(pk__in=groups.values("edition"))


def editions_to_copy_into(source, office, now):
    """The open editions in which the office may begin a proposal with what another says."""
    found = editions_to_enter(office, now)
    if source.unit_id != office.unit_id:
        return found.none()
    is_refused_here = rules.copying_refusal(source, source.edition, office=office)
    return found.exclude(pk=source.edition_id) if is_refused_here else found


def open_editions(now):
    """The announced editions that take proposals at the moment `now`."""
    return Edition.objects.announced().filter(opens_at__lte=now, closes_at__gt=now).latest_first()
