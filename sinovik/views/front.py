"""The public front page."""

from django.shortcuts import render

from accounts.access import public


@public
def front(request):
    return render(request, "front.html")
