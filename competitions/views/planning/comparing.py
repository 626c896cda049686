"""Two plans side by side: editions there are, and files."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import OVERSIGHT, Motion
from accounts.pages.doors import ALL, for_role
from competitions import motions
from competitions.domain import planning
from competitions.domain.planning.altering import ALTERATION
from competitions.forms.planning.comparing import FILE, ComparingForm
from competitions.models import Edition
from competitions.reading import compared

# How a motion is named among the plans there are.
MOVED = "pengajuan-"


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*OVERSIGHT, sees="two plans side by side", of=ALL, when="editions there are, or files; nothing is kept")
def comparison(request, slug):
    """What differs between two plans. Sent by POST because files come along; nothing is written."""
    edition = get_object_or_404(Edition, slug=slug)
    editions = list(Edition.objects.latest_first().values_list("slug", "name"))
    waiting = {f"{MOVED}{one.pk}": one for one in Motion.objects.about(edition).on_its_way().filter(kind=ALTERATION)}
    asked = f"{MOVED}{request.GET.get('pengajuan', '')}"
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    if not data and asked in waiting:
        data = ({"first": slug, "second": asked},)
    form = ComparingForm(
        *data,
        editions=[*((key, after(edition, one)) for key, one in waiting.items()), *editions],
        initial={"first": FILE, "second": slug},
    )
    page = {"edition": edition, "form": form}
    if form.is_valid():
        sides = [side(form, name, edition, waiting) for name in ("first", "second")]
        labels = (_("Pertama"), _("Kedua"))
        page["named"] = [{"label": label, "value": one["name"]} for label, one in zip(labels, sides, strict=True)]
        page |= {"sides": sides, **laid_out(*(one["plan"] for one in sides))}
    return render(request, "competitions/planning/comparison.html", page, status=422 if form.errors else 200)


def after(edition, motion):
    """What the plan of an edition is called as a motion would make it."""
    return _("%(edition)s setelah pengajuan %(name)s") % {"edition": edition.name, "name": motion.mover.told_apart}


def side(form, name, edition, waiting):
    """One of the two: its plan and what it is called. `waiting` are the motions to alter the edition, by their keys."""
    if name in form.plans:
        return {"plan": form.plans[name], "name": form.called(name)}
    if motion := waiting.get(form.cleaned_data[name]):
        return {"plan": motions.wanted(edition, motion), "name": after(edition, motion)}
    plan = planning.plan_of(get_object_or_404(Edition, slug=form.cleaned_data[name]))
    return {"plan": plan, "name": _("%(name)s di portal ini") % {"name": form.called(name)}}


def laid_out(first, second):
    """The parts that differ and those that do not."""
    parts = compared.parts(first, second)
    return {
        "differing": [part for part in parts if part.changes],
        "equal": [part.title for part in parts if not part.changes],
        "total": sum(len(part.changes) for part in parts),
    }
