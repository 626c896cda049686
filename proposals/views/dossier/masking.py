"""What judges read where nobody may know whose it is: confirmed by its writers, masked further by the ministry."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import MINISTRY, Role
from accounts.pages import stamps
from accounts.pages.doors import OWN, for_role
from accounts.rules import Refused, Stale, refuse
from proposals import rules
from proposals.domain import dossier, masking
from proposals.forms.masking import MaskingForm, NeutralForm, UnmaskingForm
from proposals.models import Proposal
from proposals.reading import masking as reading
from proposals.views.dossier.dossiers import WRITING, load
from proposals.views.dossier.drafts import writable


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.UNIT, Role.AGENCY_ADMIN, sees="what judges read without a name, confirmed", of=OWN, when=WRITING)
def neutral(request, code):
    """The dossier with its names marked, a neutral title, further passages; confirmed, this is what judges read."""
    proposal, now = writable(request, code, "masking")
    refuse(None if masking.reads_blind(proposal) else rules.NOT_BLIND)
    shown = reading.draft(Proposal.objects.with_places().get(pk=proposal.pk))
    initial = {"title": shown.title, "passages": "\n".join(shown.passages)}
    form = NeutralForm(request.POST if request.method == "POST" else None, initial=initial)
    if (
        form.is_bound
        and stamps.came_whole(request, form)
        and not form.errors
        and confirmed(request, proposal, form, now)
    ):
        messages.success(request, _("Judul netral dan bagian yang disamarkan dikonfirmasi"))
        return redirect("proposals:show" if proposal.is_mended else "proposals:check", code)
    return render(
        request,
        "proposals/neutral.html",
        {
            "proposal": proposal,
            "form": form,
            "draft": shown,
            "is_confirmed": reading.is_confirmed(proposal, shown.copy),
            "stamp": stamps.drawn(request, masking.stamp(proposal)),
        },
        status=stamps.status(request),
    )


def confirmed(request, proposal, form, now):
    """Confirm what the form says; what stands in the way is said beside its field, and False."""
    said = form.cleaned_data
    try:
        masking.confirm(proposal, said["title"], form.marked, seen=stamps.seen(request), by=request.office, at=now)
    except Stale:
        stamps.overtake(request, form)
        return False
    except Refused as refused:
        field = "title" if refused.refusal.key.startswith("neutral_title") else "passages"
        form.add_error(field, refused.refusal.sentence)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *MINISTRY,
    sees="a passage of a submitted proposal, masked",
    of="submitted proposals",
    when="some stage is judged without names, it is in the contest",
)
def mask(request, code):
    """The copy that blind judges read, what was masked in it and why, and the form that masks more."""
    proposal = load(request, code)
    refuse(rules.masking_refusal(proposal, is_blind=masking.reads_blind(proposal), office=request.office))
    form = MaskingForm(request.POST if request.method == "POST" else None)
    if form.is_bound and stamps.came_whole(request, form) and not form.errors and masked(request, proposal, form):
        messages.success(request, _("Bagian itu disamarkan. Penilai membaca salinan yang baru."))
        return redirect("proposals:masking", code)
    return render(
        request,
        "proposals/masking.html",
        {
            "proposal": proposal,
            "form": form,
            "passages": reading.passages_of(proposal),
            "dossier": dossier.read(proposal, blind=True),
            "stamp": stamps.drawn(request, masking.stamp(proposal)),
        },
        status=stamps.status(request),
    )


def masked(request, proposal, form):
    """Mask what the form says; what stands in the way is said beside its field, and False."""
    said, seen = form.cleaned_data, stamps.seen(request)
    try:
        masking.mask(proposal, said["passage"], said["reason"], seen=seen, by=request.office, at=timezone.now())
    except Stale:
        stamps.overtake(request, form)
        return False
    except Refused as refused:
        form.add_error("passage", refused.refusal.sentence)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *MINISTRY,
    sees="a passage that the ministry masked, shown again",
    of="submitted proposals",
    when="some stage is judged without names, it is in the contest",
)
def unmask(request, code, pk):
    """Take back that a passage is masked, with the reason."""
    proposal = load(request, code)
    refuse(rules.masking_refusal(proposal, is_blind=masking.reads_blind(proposal), office=request.office))
    passage = get_object_or_404(reading.passages_of(proposal).exclude(reason=""), pk=pk)
    form = UnmaskingForm(request.POST if request.method == "POST" else None)
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        said, seen = form.cleaned_data["reason"], stamps.seen(request)
        try:
            masking.unmask(passage, said, seen=seen, by=request.office, at=timezone.now())
        except Stale:
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Bagian itu tidak disamarkan lagi. Penilai membaca salinan yang baru."))
            return redirect("proposals:masking", code)
    context = {"proposal": proposal, "form": form, "passage": passage}
    stamp = stamps.drawn(request, masking.stamp(proposal))
    return render(request, "proposals/unmasking.html", {**context, "stamp": stamp}, status=stamps.status(request))
