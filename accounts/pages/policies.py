"""What a browser may do with our pages, beside what Django and the content policy say."""

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


class Policies:
    """Every answer says which powers of the browser its page has, and that only our own pages may draw it in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
