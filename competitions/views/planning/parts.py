"""One part of a plan: shown, edited, and saved in a draft or put before a second person."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Role
from accounts.pages import stamps
from accounts.pages.doors import ALL, for_role, require_fresh
from accounts.rules import Refused, Stale
from competitions import motions, rules
from competitions.domain import difference, naming, planning, reliance
from competitions.domain.parts import PARTS
from competitions.forms.planning import FORMS, THINGS
from competitions.forms.planning.reason import ReasonForm
from competitions.models import Edition
from competitions.reading import entering, outlook

BY_ADDRESS = {part.address: key for key, part in PARTS.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    Role.MINISTRY_ADMIN,
    sees="a part of the plan of an edition",
    of=ALL,
    when="the draft: always; announced: what nobody relies on yet, two persons",
)
def part(request, slug, address, key=None):
    """A part, or one thing of it where a part has a page for each of its things."""
    edition = get_object_or_404(Edition, slug=slug)
    name = BY_ADDRESS.get(address)
    table = FORMS if key is None else THINGS
    if name not in table:
        raise Http404
    plan = planning.plan_of(edition)
    data = request.POST if request.method == "POST" else None
    try:
        form = table[name](plan, data, key=key)
    except LookupError:
        raise Http404 from None
    if form.looks_ahead:
        form.look_ahead(entering.pool(edition, key), data)
    # A button of the page asks for no reason yet.
    is_commanded = getattr(form, "is_commanded", False)
    reason = ReasonForm(None if is_commanded else data, initial=data) if edition.announced_at else None
    page = {"edition": edition, "part": PARTS[name], "part_form": form, "reason_form": reason, "key": key}
    page["stamp"] = stamps.drawn(request, planning.stamp(plan, name))
    if name == "stages":
        page["outlooks"] = outlook.of_part(edition, plan, key, at=timezone.now())
    if form.is_letter:
        page["addressed"] = form.addressed(edition, at=timezone.now())
    if edition.announced_at:
        page["standing"] = rules.standing_refusals(name, **planning.begun_of(edition, at=timezone.now()))
    if request.method == "POST" and not is_commanded and ready(form, reason):
        return save(request, page, plan, name)
    return render(request, form.template, page, status=422 if form.errors else 200)


def ready(form, reason):
    """Whether the part and, where it is asked for, the reason can be read."""
    is_readable = form.is_valid()
    return (reason is None or reason.is_valid()) and is_readable


def save(request, page, plan, name):
    """Keep the part in a draft, or move its alteration; whatever stands in the way is said on the page."""
    edition, form, at = page["edition"], page["part_form"], timezone.now()
    if edition.announced_at:
        require_fresh(request)
    if stamps.seen(request) != planning.stamp(plan, name):
        return beside(request, page, plan, name)
    try:
        value = form.value()
        if edition.announced_at:
            reason, release_at = page["reason_form"].cleaned_data["reason"], page["reason_form"].release_at
            motion = motions.alter(edition, name, value, reason, release_at=release_at, by=request.office, at=at)
            messages.success(request, _("Perubahan diajukan. Orang kedua membaca dan menyetujuinya."))
            return redirect("motion", motion.pk)
        changes = planning.alter(edition, name, value, seen=stamps.seen(request), by=request.office, at=at)
    except Stale as stale:
        return beside(request, page, stale.current, name)
    except Refused as refused:
        return render(request, form.template, {**page, "sentences": refused.sentences}, status=422)
    messages.success(request, _("Disimpan") if changes else _("Tidak ada yang berubah"))
    for sentence in (reliance.followed(name, changes), *reliance.kept(edition, changes)):
        if sentence:
            messages.info(request, sentence)
    return redirect(page_after(edition, page))


def page_after(edition, page):
    """Back to the part from one of its things, or where its things are to be filled next; else to the plan."""
    if page["key"] or page["part_form"].leads_to_things:
        return reverse("competitions:plan-part", args=[edition.slug, page["part"].address])
    return reverse("competitions:plan", args=[edition.slug])


def beside(request, page, current, name):
    """Somebody saved this part meanwhile: what stands is put beside what was sent; sent again, it replaces it."""
    wanted = PARTS[name].write(current, page["part_form"].value())
    changes = naming.named(difference.between(current, wanted), current, wanted)
    shown = {**page, "changes": changes, "stamp": planning.stamp(current, name)}
    return render(request, page["part_form"].template, shown, status=409)
