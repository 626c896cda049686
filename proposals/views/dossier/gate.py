"""The gate: an agency's admin looks at all drafts of the agency, reminds, and submits several at once."""

from django.forms import Form
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from accounts.domain.bulk_kinds import KINDS
from accounts.models import Role
from accounts.pages import exports, lists
from accounts.pages.arrival import arrived
from accounts.pages.bulk import STEP, BulkButton
from accounts.pages.doors import for_role
from accounts.templatetags.moments import left
from accounts.views.bulk import ask
from competitions.models import Edition
from proposals.forms.acts import DeclarationForm, GateFilter, cased
from proposals.models import Proposal, Status
from proposals.models.proposal import UNSENT
from proposals.reading import gate

# By the noun in the address: the kind of act, the form it asks with, and whether it can be done to any of some rows.
NOUNS = {
    "pengajuan": ("submit", DeclarationForm, gate.may_submit),
    "pengingat": ("remind-units", Form, gate.may_remind),
}


def status_said(status, closes_at):
    """The status as the agency's admin reads it; what was not sent before the close waits for nobody any more."""
    if closes_at is None and status in UNSENT:
        return cased(_("tidak diajukan"))
    return cased(Status(status).label_for(Role.AGENCY_ADMIN))


def complete(row):
    """How many parts are done, as people say it."""
    return _("%(done)s dari %(needed)s bagian") % {"done": row.done, "needed": row.needed}


def old(row):
    """How many days ago it was begun."""
    return ngettext("%(days)s hari", "%(days)s hari", row.days_old) % {"days": row.days_old}


def placed(row):
    """Where it stands in the agency's order, and whether it has a place under the caps."""
    if row.place is None or not (row.place.is_sent or row.closes_at):
        return ""
    if row.place.is_sent:
        return _("%(number)s, sudah diajukan") % {"number": row.place.number}
    within = _("%(number)s, dalam batas") if row.place.is_within else _("%(number)s, di luar batas")
    return within % {"number": row.place.number}


def time_left(row):
    """How long there is still time; that there is none."""
    return left(row.closes_at, row.at) if row.closes_at else _("sudah ditutup")


GATE = (
    lists.ListColumn(
        "judul",
        gettext_lazy("Judul inovasi"),
        ("proposal__title",),
        is_head=True,
        template="proposals/gate/title.html",
    ),
    lists.ListColumn("nomor", gettext_lazy("Nomor"), ("proposal__code",), is_extra=True),
    lists.ListColumn("unit", gettext_lazy("Unit"), read=lambda row: row.proposal.unit_name or _("Instansi sendiri")),
    lists.ListColumn(
        "status",
        gettext_lazy("Status"),
        ("proposal__status", "closes_at"),
        say=status_said,
    ),
    lists.ListColumn(
        "kelengkapan", gettext_lazy("Kelengkapan"), read=complete, template="proposals/gate/complete.html"
    ),
    lists.ListColumn("kurang", gettext_lazy("Yang pertama kurang"), ("gap",), is_extra=True),
    lists.ListColumn("urutan", gettext_lazy("Urutan"), read=placed),
    lists.ListColumn("usia", gettext_lazy("Usia draf"), read=old),
    lists.ListColumn("sisa", gettext_lazy("Sisa waktu"), read=time_left),
    lists.ListColumn("edisi", gettext_lazy("Edisi"), ("proposal__edition__name",), is_extra=True),
    lists.ListColumn("kelompok", gettext_lazy("Kelompok"), ("proposal__group__name",), is_extra=True),
    lists.ListColumn("diubah", gettext_lazy("Terakhir diubah"), ("proposal__changed_at",), is_extra=True),
    lists.ListColumn("diajukan", gettext_lazy("Diajukan"), ("proposal__submitted_at",), is_extra=True),
)


def asked_of(request):
    """The filter of the list and the proposals that it finds."""
    visible = Proposal.objects.visible_to(request.office)
    editions = Edition.objects.filter(pk__in=visible.values("edition")).latest_first().values_list("slug", "name")
    units = visible.exclude(unit=None).order_by("unit__name", "unit").values_list("unit", "unit__name").distinct()
    form = GateFilter(request.GET, role=request.office.role, editions=editions, units=units, at=arrived(request))
    return form, form.narrowed(visible.with_places())


def page(request, context):
    """The list; `context` is what the page shows besides."""
    form, proposals = asked_of(request)
    at = arrived(request)
    rows = form.sifted(gate.rows(list(proposals), at=at))
    if exports.is_asked(request):
        return exports.answered(request, lists.Listing("usulan", rows, GATE))
    shown = lists.shown(request, rows, form)
    query = request.GET.urlencode()
    buttons = [
        BulkButton(KINDS[name].button, reverse("proposals:bulk", args=[noun]) + (f"?{query}" if query else ""))
        for noun, (name, _form, may) in NOUNS.items()
        if may(rows, office=request.office, at=at)
    ]
    listing = lists.Listing("usulan", (), GATE).shown(request)
    return render(
        request, "proposals/gate/list.html", {**context, **shown, "listing": listing, "buttons": buttons, "now": at}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    Role.AGENCY_ADMIN,
    sees="several proposals, submitted, or their units reminded",
    of="own agency",
    when="each by its own act; looked at before",
)
def bulk(request, noun):
    """The page of one act on the chosen rows of the list."""
    if noun not in NOUNS:
        raise Http404
    name, form_class, _may = NOUNS[noun]
    form, proposals = asked_of(request)
    if form.chosen["kelengkapan"]:
        found = form.sifted(gate.rows(list(proposals), at=arrived(request)))
        proposals = proposals.filter(pk__in=[row.pk for row in found])
    query = request.GET.urlencode()
    return ask(
        request,
        name,
        rows=proposals,
        form=form_class(request.POST if request.POST.get(STEP) else None),
        about={"agency": request.office.agency_id},
        inputs=lambda form: {"declared": bool(form.cleaned_data.get("is_declared"))},
        back=reverse("proposals:list") + (f"?{query}" if query else ""),
        caption=request.office.agency.name,
        above="competitions/extensions.html",
        extended=Edition.objects.extended(arrived(request)),
    )
