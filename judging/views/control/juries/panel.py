"""Seating the judges of a stage."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import CONTROL, User
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused
from judging import rules
from judging.circle import giving_out, seating
from judging.forms.panels import ReleaseForm, SeatingForm
from judging.models import PanelMember
from judging.reading import candidates, phases, workload
from judging.views.control import bulk, stage_page
from judging.views.control.stage import the_stage

LOADS = (
    lists.ListColumn("kode", gettext_lazy("Kode"), ("member__code",), is_extra=True),
    lists.ListColumn(
        "nama", gettext_lazy("Nama"), ("member__judge__full_name",), is_head=True, template="judging/columns/judge.html"
    ),
    lists.ListColumn("surel", gettext_lazy("Surel"), ("member__judge__email",), is_extra=True),
    lists.ListColumn("instansi", gettext_lazy("Instansi"), ("member__agency__name",)),
    lists.ListColumn("tugas", gettext_lazy("Tugas"), ("total",), is_number=True, is_extra=True),
    lists.ListColumn("selesai", gettext_lazy("Selesai"), ("done",), template="judging/columns/load.html"),
    lists.ListColumn("belum", gettext_lazy("Belum selesai"), ("left",), is_number=True, is_extra=True),
    lists.ListColumn(
        "paling-sedikit",
        gettext_lazy("Perkiraan paling sedikit"),
        ("projection__low",),
        is_number=True,
        is_extra=True,
    ),
    lists.ListColumn(
        "paling-banyak", gettext_lazy("Perkiraan paling banyak"), ("projection__high",), is_number=True, is_extra=True
    ),
    lists.ListColumn("terlambat", gettext_lazy("Kecil kemungkinan selesai"), ("is_at_risk",), is_extra=True),
)
RECOGNISED = lists.ListColumn("mengenali", gettext_lazy("Mengenali pengusul"), ("n_recognised",), is_number=True)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="judges of a stage", of=ALL, when="read always; seated until work is given out")
def panel(request, slug, position):
    """The judges of a stage with their loads, and those who could be seated."""
    at = timezone.now()
    stage, earlier_are_over = the_stage(slug, position)
    loads = workload.of_judges([stage], at=at)[stage.pk]
    columns = (*LOADS, RECOGNISED) if stage.is_blind else LOADS
    listing = lists.Listing(stage_page.file_name("penilai", stage), loads, columns)
    if file := exports.answered(request, listing):
        return file
    refusal = phases.refusals(stage, office=request.office, at=at, earlier_are_over=earlier_are_over)["penilai"]
    if request.method == "POST" and refusal:
        raise Refused(refusal)
    eligible = [] if refusal else candidates.eligible(stage, on=timezone.localdate(at))
    categories = stage.edition.categories.order_by("position") if stage.arranged.is_by_category else ()
    names = {one.key: one.name for one in categories}
    form = SeatingForm(request.POST if request.method == "POST" else None, candidates=eligible, categories=names)
    if form.is_valid():
        judges = User.objects.filter(pk__in=form.cleaned_data["judges"]).order_by("pk")
        given = {name: form.cleaned_data[name] for name in ("at_most", "categories") if name in form.cleaned_data}
        seated = seating.seat_all(stage, judges, **given, by=request.office, at=at)
        count = len(seated)
        messages.success(
            request, ngettext("%(count)d penilai ditetapkan", "%(count)d penilai ditetapkan", count) % {"count": count}
        )
        return redirect("judging:panel", slug=slug, position=position)
    return render(
        request,
        "judging/panels/panel.html",
        {
            "stage": stage,
            "refusal": refusal,
            "form": form,
            "candidates": eligible,
            "replies": candidates.replies(stage, on=timezone.localdate(at)),
            "inviting_refusal": rules.inviting_refusal(stage, office=request.office, on=timezone.localdate(at)),
            "loads": loads,
            "listing": listing.shown(request),
            # All of them stand on one page.
            "page": lists.page(request, loads, size=max(len(loads), 1)),
            "buttons": bulk.judge_buttons(request, stage),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="a judge's unfinished work, taken back", of=ALL, when="the stage is open")
def release(request, slug, position, code):
    """Take a judge's unfinished work back, with the reason."""
    member = get_object_or_404(
        PanelMember.objects.select_related("stage__edition", "judge"),
        stage__edition__slug=slug,
        stage__position=position,
        code=code,
    )
    form = ReleaseForm(request.POST or None)
    if form.is_valid():
        count = giving_out.release(member, form.cleaned_data["reason"], by=request.office, at=timezone.now())
        messages.success(
            request, ngettext("%(count)d tugas ditarik", "%(count)d tugas ditarik", count) % {"count": count}
        )
        return redirect("judging:panel", slug=slug, position=position)
    return render(request, "judging/panels/release.html", {"stage": member.stage, "member": member, "form": form})


@require_POST
@for_role(*CONTROL, sees="a judge, unseated", of=ALL, when="until work is given out")
def removal(request, slug, position, code):
    member = get_object_or_404(
        PanelMember.objects.select_related("stage", "judge"),
        stage__edition__slug=slug,
        stage__position=position,
        code=code,
    )
    seating.unseat(member, by=request.office, at=timezone.now())
    messages.success(request, _("%(name)s tidak lagi menjadi penilai tahap ini") % {"name": member.label})
    return redirect("judging:panel", slug=slug, position=position)
