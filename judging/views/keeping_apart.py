"""Judges who read no dossier together, on the page of one of them."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import JUDGES, MINISTRY, Membership, User
from accounts.pages.doors import ALL, for_role
from judging.domain.judges import keeping_apart
from judging.forms.keeping_apart import JudgesApartForm
from judging.models import JudgesApart
from judging.views.register import judge_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="judges who read no dossier together with one of the register", of=ALL)
def apart(request, pk):
    judge = judge_or_404(pk)
    others = User.objects.filter(pk__in=register_pks()).exclude(pk=judge.pk).order_by("full_name", "pk")
    form = JudgesApartForm(request.POST if request.method == "POST" else None, judges=others)
    if form.is_valid():
        said = form.cleaned_data
        keeping_apart.put_apart(judge, said["other"], said["reason"], by=request.office, at=timezone.now())
        messages.success(request, _("Kedua juri tidak lagi membaca usulan yang sama mulai pembagian berikutnya."))
        return redirect("judging:judge-apart", pk)
    found = JudgesApart.objects.filter(Q(one=judge.pk) | Q(other=judge.pk)).select_related("one", "other")
    rows = [(row, row.other if row.one_id == judge.pk else row.one) for row in found.order_by("pk")]
    return render(request, "judging/register/apart.html", {"judge": judge, "form": form, "rows": rows})


@require_POST
@for_role(*MINISTRY, sees="two judges who were kept apart, brought together again", of=ALL)
def together(request, pk, apart_pk):
    judge = judge_or_404(pk)
    found = get_object_or_404(JudgesApart.objects.filter(Q(one=judge.pk) | Q(other=judge.pk)), pk=apart_pk)
    keeping_apart.bring_together(found, by=request.office, at=timezone.now())
    messages.success(request, _("Kedua juri dapat membaca usulan yang sama lagi."))
    return redirect("judging:judge-apart", pk)


def register_pks():
    """Everybody who holds a judge's office, or has held one."""
    return Membership.objects.filter(role__in=JUDGES).values("user")
