"""Every component in every state, for those who build pages."""

from django.shortcuts import render

from accounts.access import public


@public
def gallery(request):
    return render(request, "pola.html")
