"""What every page knows: the person's offices and the way around."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import offices
from accounts.models import Role

# (label, url name, roles); the order is the order on the page.
PLACES = [
    (_("Beranda"), "home", tuple(Role)),
]


def navigation(request):
    """The signed-in person's offices, and the places their roles may go."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"offices": [], "navigation": []}
    held = offices(request)
    roles = {office.role for office in held}
    return {
        "offices": held,
        "navigation": [
            {"label": label, "url": reverse(name), "is_current": request.path.startswith(reverse(name))}
            for label, name, allowed in PLACES
            if roles & set(allowed)
        ],
    }
