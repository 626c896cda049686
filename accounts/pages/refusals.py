"""A refusal that reaches the edge of a view becomes a page."""

from django.shortcuts import render

from accounts.pages import kept_text
from accounts.rules import Refused


class RefusalPage:
    """Turns a `Refused` that reaches the view's edge into a page that gives the reason, and what was typed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            typed = kept_text.texts(request) if request.method == "POST" else []
            return render(request, "403.html", {"refusal": exception.refusal, "texts": typed}, status=403)
        return None
