"""What is not as it must be of the portal at work, and what to do about it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import Role
from accounts.pages.doors import ALL, for_role
from sinovik.watching import alarms


@require_safe
@for_role(Role.MINISTRY_ADMIN, sees="alarms about the portal at work, with what to do", of=ALL)
def index(request):
    return render(request, "control_room/alarms.html", {"rows": alarms.told()})
