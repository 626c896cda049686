"""A refusal that reaches the edge of a view becomes a page."""

from django.shortcuts import render

from accounts.rules import Refused


class RefusalPage:
    """Turns a `Refused` that reaches the view's edge into a page that gives the reason."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            return render(request, "403.html", {"refusal": exception.refusal}, status=403)
        return None
