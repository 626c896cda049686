"""What machines ask for by name at the root of a site."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.pages.doors import public

# Where work is done there is nothing to find; what names them here is closed by its door, not by this list.
CLOSED = ("account_login", "home", "control_room", "history", "proposals:list", "judging:desk")


@require_safe
@public(sees="rules for robots")
def robots(request):
    closed = [f"Disallow: {reverse(name)}" for name in CLOSED]
    lines = ["User-agent: *", *closed, f"# {settings.BASE_URL}{reverse('front')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@public(sees="the icon")
def icon(request):
    drawing = settings.BASE_DIR / "static" / "img" / "favicon.svg"
    return HttpResponse(drawing.read_bytes(), content_type="image/svg+xml")
