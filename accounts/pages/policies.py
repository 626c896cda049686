"""What a browser may do with our pages, beside what Django and the content policy say."""

from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings

# No page of ours asks for any of these: what slips into a page gets none of them either.
UNUSED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)
PERMISSIONS = ", ".join(f"{name}=()" for name in UNUSED)
# With which a view gives its page a content policy of its own (`csp.decorators`).
OWN = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")


class OwnPolicy(CSPMiddleware):
    """django-csp's, for pages with a content policy of their own; that of all others is written once, below."""

    def process_response(self, request, response):
        """As django-csp's."""
        is_own = any(getattr(response, name, None) for name in OWN) or getattr(request, "_csp_nonce", None)
        return super().process_response(request, response) if is_own or settings.DEBUG else response


class Policies:
    """Every answer says which powers of the browser its page has, and that only our own pages may draw it in.

    What is no page, such as a picture or a script, has the content policy too: it may be opened by itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.contents = build_policy()

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # The pages with which Django shows a fault to whoever builds carry their style in them.
        if not settings.DEBUG:
            response.headers.setdefault("Content-Security-Policy", self.contents)
        return response
