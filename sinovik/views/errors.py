"""Pages for what went wrong."""

from django.shortcuts import render

from accounts.access import public


@public
def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


@public
def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


@public
def not_found(request, exception=None):
    return render(request, "404.html", status=404)


@public
def server_error(request):
    return render(request, "500.html", status=500)
