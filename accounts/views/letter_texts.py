"""What the portal's own letters say: a list of the kinds, and one kind with its fields and previews."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.correspondence import envelopes, portal_texts, texts
from accounts.forms.letter_texts import PREVIEW, LetterTextForm
from accounts.letter_kinds import KINDS
from accounts.models import Role
from accounts.pages import stamps
from accounts.pages.doors import ALL, for_role
from accounts.reading import addressed
from accounts.reading.outbox import portal_letters
from accounts.rules import Stale


@require_safe
@for_role(Role.MINISTRY_ADMIN, sees="what the portal's own letters say, kind by kind", of=ALL)
def index(request):
    """Every kind of letter that belongs to no edition, and whose text it has."""
    own = portal_letters()
    rows = [{"key": key, "kind": kind, "own": own.get(key)} for key, kind in KINDS.items()]
    unanswered = sum(not (row["own"] and row["own"].reply_to) for row in rows)
    page = {"rows": rows, "unanswered": unanswered, "sender": envelopes.sender()}
    return render(request, "accounts/letters/index.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.MINISTRY_ADMIN, sees="what one kind of the portal's own letters says, altered", of=ALL)
def text(request, key):
    """One kind of letter in both languages, with the fields it may name, seen as invented people would get it."""
    if key not in KINDS:
        raise Http404
    kind, standing, default = KINDS[key], portal_texts.text_of(key), portal_texts.default(key)
    given = {"kind": kind, "default": default, "initial": vars(standing)}
    form = LetterTextForm(request.POST if request.method == "POST" else None, **given)
    is_preview = request.POST.get("baris") == PREVIEW
    if request.method == "POST" and not is_preview and stamps.came_whole(request, form) and form.is_valid():
        try:
            seen = stamps.seen(request)
            is_altered = portal_texts.alter(key, form.text, seen=seen, by=request.office, at=timezone.now())
        except Stale as stale:
            return beside(request, form, given, stale.current, portal_letters().get(key))
        messages.success(request, _("Naskah surat disimpan") if is_altered else _("Tidak ada yang berubah"))
        return redirect("letter_texts")
    shown = form.text if form.is_bound else standing
    page = {
        "kind": kind,
        "form": form,
        "own": portal_letters().get(key),
        "preview": list(texts.invented(kind, shown)) if shown else [],
        "example_en": () if kind.is_in_asked_language else portal_texts.brought(key, texts.ENGLISH),
        "addressed": form.chosen and addressed.letter(key, kind, shown, form.chosen, at=timezone.now()),
        "is_preview": is_preview,
        "stamp": stamps.drawn(request, portal_texts.stamp(standing)),
    }
    return render(request, "accounts/letters/text.html", page, status=422 if form.errors else 200)


def beside(request, form, given, current, own):
    """Somebody altered the same text meanwhile: what stands is put beside what was sent, and the reader chooses."""
    theirs = LetterTextForm(**{**given, "initial": vars(current)})
    return stamps.side_by_side(
        request,
        form,
        theirs,
        stamp=portal_texts.stamp(current),
        title=given["kind"].title,
        by=own and own.altered_by,
        at=own and own.altered_at,
    )
