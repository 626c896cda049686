"""The calibration round of a stage: chosen, watched, and its marks opened."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import CONTROL
from accounts.pages import stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale, refuse
from judging import rules
from judging.domain.cards import calibrating
from judging.forms.calibration import CalibrationForm
from judging.reading import calibrations
from judging.views.control.stage import the_stage_alone


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="the calibration round of a stage", of=ALL, when="has one; marks once revealed")
def calibration(request, slug, position):
    stage, now = the_stage_alone(slug, position), timezone.now()
    found = calibrations.of_stage(stage)
    if found:
        refuse(rules.ROUND_SET if request.method == "POST" else None)
        return render(
            request,
            "judging/calibrations/round.html",
            {
                "stage": stage,
                "round": found,
                "progress": calibrations.progress(found, at=now),
                "rows": calibrations.compared(found) if found.revealed_at else [],
                "dossiers": found.dossiers.select_related("proposal__edition").order_by("position"),
                "stamp": calibrating.stamp(found),
            },
        )
    refuse(calibrating.refusal_of_setting(stage, office=request.office))
    data = request.POST if request.method == "POST" else None
    form = CalibrationForm(data, initial={"codes": "\n".join(calibrations.suggested(stage)) if data is None else ""})
    if form.is_valid():
        try:
            calibrating.set_round(stage, form.cleaned_data["codes"], by=request.office, at=now)
        except Refused as refused:
            form.add_error("codes", str(refused.refusal.sentence))
        else:
            messages.success(request, _("Putaran kalibrasi ditetapkan. Penilai menemukannya di halaman penilaian."))
            return redirect("judging:calibration", slug, position)
    return render(request, "judging/calibrations/setting.html", {"stage": stage, "form": form})


@require_POST
@for_role(*CONTROL, sees="the marks of a calibration round, opened", of=ALL, when="once one is done")
def revealing(request, slug, position):
    stage = the_stage_alone(slug, position)
    found = calibrations.of_stage(stage)
    refuse(None if found else rules.NO_CALIBRATION)
    seen = request.POST.get(stamps.FIELD, stamps.UNKNOWN)
    try:
        calibrating.reveal(found, seen=seen, by=request.office, at=timezone.now())
    except Stale:
        messages.error(request, stamps.CHANGED)
    else:
        messages.success(request, _("Nilai kalibrasi dibuka untuk semua penilai tahap ini."))
    return redirect("judging:calibration", slug, position)
