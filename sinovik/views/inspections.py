"""What the portal found when it last looked at itself; whoever wants one asks for a new look."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.queue import enqueue
from accounts.models import OVERSIGHT, Inspection, TreeHead
from accounts.pages.doors import ALL, for_role
from sinovik import invariants


@require_safe
@for_role(*OVERSIGHT, sees="what was found when the portal looked at itself", of=ALL)
def last(request):
    inspection = Inspection.objects.order_by("-pk").first()
    rows = list(invariants.told(inspection)) if inspection else []
    head = TreeHead.objects.filter(size=inspection.events).first() if inspection else None
    return render(request, "control_room/inspection.html", {"inspection": inspection, "rows": rows, "head": head})


@require_POST
@for_role(*OVERSIGHT, sees="a new look of the portal at itself", of=ALL)
def anew(request):
    """A worker looks: every file is read and every result computed again, which takes minutes."""
    enqueue("sinovik.inspect")
    messages.success(request, _("Pemeriksaan dimulai. Hasilnya tampil di halaman ini setelah selesai."))
    return redirect("inspection")
