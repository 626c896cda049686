"""A judge's own notes beside the dossier, saved by the button and while they are typed."""

from http import HTTPStatus

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import JUDGES
from accounts.pages import kept_text, stamps, typing
from accounts.pages.doors import for_role
from accounts.rules import Stale
from judging.domain.desk import private_notes
from judging.forms.private_note import PrivateNoteForm
from judging.views.desk.doors import ASSIGNED, assignment_or_404

OPEN = "cover opened, until the stage is over; read by its writer alone"


@require_POST
@for_role(*JUDGES, sees="the own private note on a dossier", of=ASSIGNED, when=OPEN)
def note(request, slug, position, code):
    assignment = assignment_or_404(request, slug, position, code)
    form = PrivateNoteForm(request.POST)
    if not stamps.came_whole(request, form) or form.errors:
        return kept_text.back_page(
            request,
            kept_text.sent(request),
            title=_("Catatan pribadi belum disimpan"),
            sentence=" ".join(error for errors in form.errors.values() for error in errors),
            advice=kept_text.CHECK,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    try:
        kept(request, assignment, form)
    except Stale as stale:
        theirs = PrivateNoteForm(initial={"note": stale.current.text})
        number = private_notes.stamp(stale.current.number)
        return stamps.side_by_side(request, form, theirs, stamp=number, title=code)
    messages.success(request, _("Catatan pribadi disimpan."))
    return redirect("judging:scorecard", slug, position, code)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="the own private note, kept while it is typed", of=ASSIGNED, when=OPEN)
@typing.small_door
def typed(request, slug, position, code):
    assignment = assignment_or_404(request, slug, position, code)
    form = PrivateNoteForm(request.POST)
    if not stamps.came_whole(request, form) or form.errors:
        raise typing.NotTaken(error for errors in form.errors.values() for error in errors)
    saved = kept(request, assignment, form)
    return typing.Kept(private_notes.stamp(saved.number), saved.saved_at or timezone.now())


def kept(request, assignment, form):
    """Save what was sent."""
    return private_notes.keep(
        assignment, form.cleaned_data["note"], seen=stamps.seen(request), by=request.office, at=timezone.now()
    )
