"""Home by role: what waits for me."""

from django.shortcuts import render

from accounts.access import for_role
from accounts.models import Role


@for_role(*Role)
def home(request):
    return render(request, "home.html")
