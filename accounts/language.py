"""The language of a page: Indonesian, unless the visitor has chosen the other one."""

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class ChosenLanguage(LocaleMiddleware):
    """Goes by the choice in the cookie alone: a browser's own preference is seldom its user's, and papers,
    screenshots and help lines speak of the Indonesian page.
    """

    def process_request(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        translation.activate(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request, response):
        response = super().process_response(request, response)
        # Whatever this thread does next starts in Indonesian again.
        translation.activate(settings.LANGUAGE_CODE)
        return response
