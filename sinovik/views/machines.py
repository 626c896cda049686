"""What machines ask for by name at the root of a site."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.pages.doors import public

# Of the same drawing, for what installs no SVG: which picture, how wide, and whether its edge may be cut off.
PICTURES = (("icon-192", 192, "any"), ("icon-512", 512, "any"), ("icon-maskable-512", 512, "maskable"))
# Where work is done there is nothing to find; what names them here is closed by its door, not by this list.
CLOSED = ("account_login", "home", "control_room", "history", "proposals:list", "judging:desk")


@require_safe
@public(sees="rules for robots")
def robots(request):
    closed = [f"Disallow: {reverse(name)}" for name in CLOSED]
    lines = ["User-agent: *", *closed, f"Sitemap: {settings.BASE_URL}{reverse('sitemaps')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@public(sees="the icon")
def icon(request):
    drawing = settings.BASE_DIR / "static" / "img" / "favicon.svg"
    return HttpResponse(drawing.read_bytes(), content_type="image/svg+xml")


@require_safe
@public(sees="the script that keeps a judge's pages without a network")
def worker(request):
    """At the root, since a worker serves what lies below its own address."""
    script = settings.BASE_DIR / "static" / "worker" / "desk.js"
    answer = HttpResponse(script.read_bytes(), content_type="text/javascript; charset=utf-8")
    # A browser asks for it anew each time, so that a mended one is taken at once.
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
@public(sees="what a browser shows of a judge's page without a network, where it keeps no copy")
def offline(request):
    return render(request, "offline.html")


@require_safe
@public(sees="how the judge's desk is installed")
def manifest(request):
    drawn = {"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    return JsonResponse(
        {
            "name": "Sinovik: meja penilai",
            "short_name": "Penilaian",
            "lang": "id",
            "start_url": reverse("judging:desk-carried"),
            "scope": "/",
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#b42b2d",
            "icons": [drawn, *(picture(*one) for one in PICTURES)],
        },
        content_type="application/manifest+json",
    )


def picture(name, size, purpose):
    """One icon of the manifest."""
    return {"src": static(f"img/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
