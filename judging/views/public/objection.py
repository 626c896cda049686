"""The public speaks about a provisional list: support, an opinion, an objection."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.adapter import visitor as network_address
from accounts.domain.entrance.visitors import KEPT
from accounts.forms.visitors import VisitorForm
from accounts.models import Visitor
from accounts.pages import kept_text
from accounts.pages.doors import public
from accounts.pages.visitors import said_by
from accounts.rules import Refused
from competitions.models import Stage
from judging import rules
from judging.domain import objections
from judging.forms.objections import StatementForm
from judging.models import Objection
from proposals.models import Announcement, Proposal
from proposals.reading.public import announced


@require_http_methods(["GET", "HEAD", "POST"])
@public(
    sees="a statement about a proposal of a provisional list",
    of="announced lists; what others said only as summaries without names",
    when="inside the window, address confirmed",
)
@never_cache
def statement(request, slug, position):
    """Say something about one proposal of the list; what was decided, without names."""
    stage, announcement = listed_or_404(slug, position)
    visitor, at = Visitor.objects.known_as(said_by(request)), timezone.now()
    refusal = rules.stating_refusal(stage, is_confirmed=visitor is not None, is_listed=True, at=at)
    form = None
    if refusal is None:
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = StatementForm(*sent, lines=announced.standing(announcement))
        if form.is_bound and form.is_valid() and stated(stage, form, visitor, network_address(request), at):
            messages.success(request, _("Tanggapan Anda tersimpan. Sekretariat membacanya."))
            return redirect(request.path)
    elif request.method == "POST":
        messages.error(request, refusal.sentence)
    said = Objection.objects.filter(stage=stage)
    context = {
        "stage": stage,
        "announcement": announcement,
        "form": form,
        "refusal": refusal,
        "texts": kept_text.texts(request) if refusal else [],
        "must_confirm": refusal == rules.NOT_CONFIRMED,
        "visitor_form": VisitorForm(initial={"back": request.path}),
        "days": KEPT.days,
        "answered": said.exclude(answered_at=None).select_related("proposal").in_order(),
        "received": said.count(),
    }
    return render(request, "judging/objections/statement.html", context)


def stated(stage, form, visitor, network, at):
    """Take what the form says; a refusal becomes an error of the form, and nothing that was typed is lost."""
    given = form.cleaned_data
    try:
        proposal = Proposal.objects.get(edition=stage.edition_id, code=given["proposal"])
        objections.state(
            stage,
            proposal,
            sort=given["sort"],
            text=given["text"],
            full_name=given["full_name"],
            evidence=given["evidence"] or None,
            visitor=visitor,
            network=network,
            at=at,
        )
    except Refused as refused:
        form.add_error(None, str(refused.refusal.sentence))
        return False
    return True


def listed_or_404(slug, position):
    """The stage at an address with its provisional list, once that was announced."""
    stage = Stage.objects.filter(
        edition__slug=slug, edition__announced_at__isnull=False, position=position, provisional_at__isnull=False
    )
    found = stage.select_related("edition", "announcement").first()
    if found is None:
        raise Http404
    return found, Announcement.objects.with_codes().get(stage=found)
