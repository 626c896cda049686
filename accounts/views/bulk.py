"""Acts on many things at once: chosen on a list, looked at before they happen, and what came of each afterwards."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain import bulk
from accounts.domain.bulk_kinds import KINDS
from accounts.forms.bulk import ActsFilter
from accounts.models import MINISTRY, OVERSIGHT, BulkAct, Role
from accounts.pages import exports, lists, stamps
from accounts.pages.bulk import KEY, STEP, chosen, ticked
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale
from accounts.rules import bulk as rules

ALL_OR_OWN = "every; an agency's admin: those of the agency"
# The step of a form that does what it showed.
DO = "lakukan"
# So many are named before anything is filled in.
SHOWN = 50


def title_of(kind):
    """What people call a kind of act; its name where nobody knows it any more."""
    return str(KINDS[kind].title) if kind in KINDS else kind


def came_of(row):
    """What came of a row, in words."""
    if row.sentence:
        return _("tidak dilakukan")
    if row.done_at is None:
        return _("menunggu")
    return _("dilakukan, lalu dibatalkan") if row.is_undone else _("dilakukan")


ROWS_OF_ACT = (
    lists.ListColumn("nama", gettext_lazy("Yang dipilih"), ("called",), is_head=True),
    lists.ListColumn("hasil", gettext_lazy("Hasil"), read=came_of),
    lists.ListColumn("sebab", gettext_lazy("Sebab"), ("sentence",), say=lambda said: _(said) if said else ""),
    lists.ListColumn("saat", gettext_lazy("Saat"), ("done_at",)),
)
ACTS = (
    lists.ListColumn("saat", gettext_lazy("Saat"), ("begun_at",), is_head=True, template="accounts/bulk/when.html"),
    lists.ListColumn("tindakan", gettext_lazy("Tindakan"), ("kind",), say=title_of),
    lists.ListColumn("oleh", gettext_lazy("Oleh"), read=lambda act: act.begun_by.user.told_apart),
    lists.ListColumn("dipilih", gettext_lazy("Dipilih"), ("n_rows",), is_number=True),
    lists.ListColumn("dilakukan", gettext_lazy("Dilakukan"), ("n_done",), is_number=True),
    lists.ListColumn("tidak", gettext_lazy("Tidak dilakukan"), ("n_refused",), is_number=True),
    lists.ListColumn("batal", gettext_lazy("Pembatalan"), is_act=True, template="accounts/bulk/taken_back.html"),
)


def ask(request, name, *, rows, form, about, inputs, back, caption, above="", **shown):
    """The page of one kind of act on what was chosen of `rows`, everything that a search finds.

    Its first step comes from the list; then the form is filled in and looked at, then done. `about` are the inputs that
    the page itself knows, `inputs(form)` those of a form that is valid, as JSON values; `back` is the list as it was
    searched. `above` is a template that stands first on the page, `shown` what it shows.
    """
    if request.method != "POST":
        return redirect(back)
    kind, at = KINDS[name], timezone.now()
    step = request.POST.get(STEP, "")
    if step == DO and (done := BulkAct.objects.filter(key=key_of(request)).first()):
        # The same press once more.
        return redirect("bulk_act", done.pk)
    selection = chosen(request, rows)
    if refusal := rules.beginning_refusal(
        office=request.office, roles=kind.roles, count=len(selection.ids), most=bulk.MOST
    ):
        messages.error(request, refusal.sentence)
        return redirect(back)
    is_ready = bool(step) and stamps.came_whole(request, form) and not form.errors
    values = about | inputs(form) if is_ready else about
    if is_ready and step == DO:
        try:
            act = bulk.begin(
                name,
                selection.ids,
                values,
                key=key_of(request),
                path=back,
                seen=stamps.seen(request),
                by=request.office,
                at=at,
            )
        except Stale:
            stamps.overtake(request, form)
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            bulk.carry_on(act.pk, clock=timezone.now, turn=bulk.TURN)
            return redirect("bulk_act", act.pk)
    lines = bulk.preview(name, selection.ids, values, office=request.office, at=at) if is_ready else []
    return render(
        request,
        "accounts/bulk/ask.html",
        {
            "kind": kind,
            "caption": caption,
            "above": above,
            **shown,
            "form": form,
            "back": back,
            "selection": selection,
            "names": [] if is_ready else [kind.called(one) for one in kind.things(selection.ids[:SHOWN], about)],
            "unnamed": max(0, len(selection.ids) - SHOWN),
            "sentences": kind.said(values) if is_ready else (),
            **split(lines),
            "is_looked_at": is_ready,
            "key": key_of(request),
            # What was shown: how many, which, and what is done to them.
            "stamp": bulk.stamp(selection.ids, values),
        },
        status=stamps.status(request),
    )


def key_of(request):
    """The key that the form was drawn with; a new one for a page that is opened now."""
    try:
        return UUID(request.POST.get(KEY, ""))
    except ValueError:
        return uuid4()


def split(lines):
    """The lines of a preview: those that are done and those that are not."""
    return {
        "possible": [line for line in lines if line.refusal is None],
        "refused": [line for line in lines if line.refusal is not None],
    }


@require_safe
@for_role(*OVERSIGHT, Role.AGENCY_ADMIN, sees="acts on many at once", of=ALL_OR_OWN)
def listed(request):
    """Every act on many, or the own ones, the latest first: how many rows each had, what came of them, and the way to
    take back what still can be.
    """
    form = ActsFilter(request.GET)
    acts = BulkAct.objects.visible_to(request.office).counted()
    listing = lists.Listing("tindakan-massal", form.applied_to(acts, request.user), ACTS)
    if file := exports.answered(request, listing):
        return file
    context = lists.shown(request, listing.rows, form)
    for one in context["page"]:
        one.undo = undo_of(one, request.office)
    return render(request, "accounts/bulk/list.html", {"listing": listing.shown(request), **context})


def undo_of(act, office):
    """The kind that takes an act back, where this office may and something is left to take back; None otherwise."""
    kind = KINDS.get(act.kind)
    if kind is None or not kind.undo or office.role not in kind.roles or not act.finished_at or act.n_left <= 0:
        return None
    return KINDS[kind.undo]


def act_or_404(request, pk):
    """The act on many at an address, counted."""
    return get_object_or_404(BulkAct.objects.visible_to(request.office).counted(), pk=pk)


@require_safe
@for_role(*OVERSIGHT, Role.AGENCY_ADMIN, sees="what came of an act on many", of=ALL_OR_OWN)
def act(request, pk):
    """What was done and what was not, each with its reason; the page goes on asking while a worker is at it."""
    found = act_or_404(request, pk)
    rows = found.rows.with_undoing()
    if file := exports.answered(request, lists.Listing(f"tindakan-massal-{pk}", rows, ROWS_OF_ACT)):
        return file
    return render(request, "accounts/bulk/act.html", about(request, found, rows))


@require_safe
@for_role(*OVERSIGHT, Role.AGENCY_ADMIN, sees="how far an act on many is", of=ALL_OR_OWN)
def state(request, pk):
    """The result alone, asked for every two seconds by its page."""
    found = act_or_404(request, pk)
    return render(request, "accounts/bulk/state.html", about(request, found, found.rows.with_undoing()))


def about(request, found, rows):
    """What the pages of an act on many show."""
    kind = KINDS.get(found.kind)
    return {
        "act": found,
        "title": title_of(found.kind),
        "said": kind.said(found.inputs) if kind and not found.undoes_id else (),
        "done": rows.filter(done_at__isnull=False),
        "refused": rows.exclude(sentence=""),
        "undo": undo_of(found, request.office),
        "undone": found.undone_by.order_by("pk"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *MINISTRY, sees="an act on many, taken back", of=ALL, when="finished, of a kind that can be, nothing followed yet"
)
def undoing(request, pk):
    """Take back what was done, row by row: each by its own act, as long as nothing followed from it."""
    found, at = act_or_404(request, pk), timezone.now()
    kind = KINDS.get(found.kind)
    if kind is None or not kind.undo or not found.finished_at:
        raise Refused(rules.NOT_UNDONE)
    undo = KINDS[kind.undo]
    made = found.rows.with_undoing().filter(made_id__isnull=False, is_undone=False)
    every = list(made.values_list("made_id", flat=True))
    ids = ticked(request, every) if request.method == "POST" else every
    if request.method == "POST" and not ids:
        messages.error(request, rules.NOTHING_CHOSEN.sentence)
        return redirect("bulk_undoing", pk)
    if request.method == "POST":
        try:
            begun = bulk.begin(
                undo.name,
                ids,
                found.inputs,
                key=key_of(request),
                path=found.path,
                undoes=found,
                by=request.office,
                at=at,
            )
        except Refused as refused:
            messages.error(request, refused.refusal.sentence)
            return redirect("bulk_act", pk)
        bulk.carry_on(begun.pk, clock=timezone.now, turn=bulk.TURN)
        return redirect("bulk_act", begun.pk)
    lines = bulk.preview(undo.name, ids, found.inputs, office=request.office, at=at)
    return render(
        request,
        "accounts/bulk/undoing.html",
        {"act": found, "title": title_of(found.kind), "undo": undo, "key": key_of(request), **split(lines)},
    )
