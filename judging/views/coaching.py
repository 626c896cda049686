"""Notes to finalists, by the panel of the stage that named them and by the secretariat."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import MINISTRY, Role
from accounts.pages import exports, lists, stamps
from accounts.pages.arrival import arrived
from accounts.pages.doors import for_role
from accounts.rules import Refused
from competitions.models import Stage
from judging.domain import advising
from judging.domain.judges import pacts
from judging.forms.coaching import CoachingNoteForm
from judging.views.control.stage_page import file_name
from proposals import rules
from proposals.domain import coaching, questionnaire
from proposals.models import Coaching
from proposals.reading import coaching as reading

SEATED = "all; a panelist those of a stage with a seat of the own, the pact signed"
COACHED = (
    lists.ListColumn("nomor", gettext_lazy("Nomor"), ("proposal__code",)),
    lists.ListColumn("judul", gettext_lazy("Judul inovasi"), ("proposal__title",)),
    lists.ListColumn("catatan", gettext_lazy("Catatan"), ("number",), is_number=True),
    lists.ListColumn("diserahkan", gettext_lazy("Hasil pembinaan diserahkan"), ("handed_in",), is_number=True),
    lists.ListColumn("sampai", gettext_lazy("Sampai"), ("until",)),
)
BEGUN = "the stage is published, its plan gives days for coaching"


def stage_or_404(request, slug, position):
    """The stage whose finalists are coached, to the ministry and to those of its panel who have signed the pact."""
    stage = get_object_or_404(Stage.objects.select_related("edition"), edition__slug=slug, position=position)
    if request.office.role == Role.PANELIST:
        if not advising.is_seated(stage, request.office):
            raise Http404
        pacts.refuse_unsigned(stage.edition, request.user)
    return stage


@require_safe
@for_role(Role.PANELIST, *MINISTRY, sees="the finalists that are coached", of=SEATED, when=BEGUN)
def listed(request, slug, position):
    """Whom to write to, until when, and who has handed something in."""
    stage = stage_or_404(request, slug, position)
    rows = (
        Coaching.objects.filter(stage=stage)
        .select_related("proposal__agency", "proposal__unit", "proposal__edition")
        .annotate(
            number=Count("notes", distinct=True),
            handed_in=Count("proposal__revisions", filter=Q(proposal__revisions__is_coached=True), distinct=True),
        )
        .order_by("proposal__title", "pk")
    )
    if not rows.exists():
        raise Http404
    listing = lists.Listing(file_name("pembinaan", stage), rows, COACHED)
    if file := exports.answered(request, listing):
        return file
    context = {"stage": stage, "page": lists.page(request, listing.rows), "now": arrived(request)}
    return render(request, "judging/coaching/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.PANELIST, *MINISTRY, sees="the notes to a finalist, and one more", of=SEATED, when=BEGUN)
def notes(request, slug, position, code):
    """What was advised so far; panelists and the secretariat add to it while the time runs."""
    stage, now = stage_or_404(request, slug, position), arrived(request)
    found = get_object_or_404(
        Coaching.objects.filter(stage=stage).select_related("proposal__edition", "proposal__group"),
        proposal__code=code.upper(),
    )
    facts = advising.facts(found, request.office, at=now)
    refusal = rules.noting_refusal(found, office=request.office, text="?", at=now, **facts)
    chapters = list(questionnaire.of(found.proposal.edition_id).chapters_for(found.proposal))
    form = CoachingNoteForm(
        request.POST if request.method == "POST" else None, sections=[chapter.section for chapter in chapters]
    )
    if form.is_bound and refusal:
        raise Refused(refusal)
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        coaching.write_note(found, form.cleaned_data["text"], section=form.section, by=request.office, at=now, **facts)
        messages.success(request, _("Catatan dikirim ke finalis"))
        return redirect("judging:coaching-notes", slug, position, code)
    return render(
        request,
        "judging/coaching/notes.html",
        {
            "stage": stage,
            "coaching": found,
            "notes": reading.notes(found),
            "refusal": refusal,
            "form": form,
            "stamp": stamps.drawn(request, str(found.pk)),
            "now": now,
        },
    )
