"""The language of a page: in the address where anybody may read, by choice where people work.

A public page has one address for each language, Indonesian without a prefix and English under `/en/`: it can be sent,
found and kept by caches, and is the same for whoever asks. Where people sign in and work, the address is one, and the
choice made by the switch is remembered in a cookie. What a browser says it prefers is seldom its user's wish, and
papers, screenshots and help lines speak of the Indonesian page: it is not asked.
"""

from html import unescape

from django.conf import settings
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import lazystr
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString

HOME = settings.LANGUAGE_CODE
# A link from a public page carries its language along to where people sign in, who keep it from there on.
CARRIED = "bahasa"


# The routes of public pages, as they stand in Indonesian.
BILINGUAL = set()


class Spoken:
    """A route that begins with the language being spoken, if that is not Indonesian."""

    def __init__(self, route):
        self.route = route

    def __str__(self):
        return prefix(translation.get_language()) + self.route


def bilingual(route):
    """The route of a public page: as it stands in Indonesian, below `en/` in English."""
    BILINGUAL.add(route)
    return lazystr(Spoken(route))


def prefix(code):
    """What the address of a public page begins with in a language: nothing, or "en/"."""
    return "" if code == HOME else f"{code}/"


def of_address(path):
    """The language that a path's beginning names; Indonesian where it names none."""
    first = path.lstrip("/").split("/")[0]
    return first if first != HOME and first in dict(settings.LANGUAGES) else HOME


def address_in(code, path):
    """The path of a public page in another language."""
    plain = path.removeprefix(f"/{prefix(of_address(path))}".rstrip("/")) or "/"
    return "/" + prefix(code) + plain.lstrip("/")


def is_in_address(request):
    """Whether what is shown has its language in its address: a page that anybody may read, the same for everybody."""
    found = getattr(request, "resolver_match", None)
    return bool(found) and found.route.removeprefix(prefix(of_address(request.path_info))) in BILINGUAL


def addresses(request):
    """Context processor: where a public page stands in each language, for its switch and for search engines.

    `page_addresses` is None on every other page: there the language is a choice, made by a form that leads back to
    `page_here`.
    """
    if not is_in_address(request):
        return {"page_addresses": None, "page_here": without_carried(request)}
    spoken = translation.get_language()
    query = request.META.get("QUERY_STRING", "")
    page = request.GET.get("page", "")
    # Filters are for readers; to a search engine a list is one page after the other.
    leaf = f"?page={page}" if page.isdecimal() and page != "1" else ""
    alternates = {code: settings.BASE_URL + address_in(code, request.path) + leaf for code, _name in settings.LANGUAGES}
    return {
        "page_addresses": {
            "origin": settings.BASE_URL,
            "canonical": alternates[spoken],
            "alternates": alternates,
            "default": alternates[HOME],
            "others": [
                {"code": code, "name": name, "url": address_in(code, request.path) + (f"?{query}" if query else "")}
                for code, name in settings.LANGUAGES
                if code != spoken
            ],
            "carried": "" if spoken == HOME else f"?{CARRIED}={spoken}",
        }
    }


def without_carried(request):
    """The address asked for, without the language a link carried to it."""
    query = request.GET.copy()
    query.pop(CARRIED, None)
    return request.path + (f"?{query.urlencode()}" if query else "")


class PageLanguage:
    """Speaks a page's language while it is made, and Indonesian again afterwards."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        speak(request, of_address(request.path_info))
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        if getattr(request, "has_chosen_language", False) and "text/html" in response.headers.get("Content-Type", ""):
            patch_vary_headers(response, ["Cookie"])
            remember(request, response)
        translation.activate(HOME)
        return response

    def process_view(self, request, view, _args, _kwargs):
        if not is_in_address(request):
            follow_choice(request)


def follow_choice(request):
    """Speak what the person chose: carried here by a link, else remembered, else Indonesian."""
    codes = dict(settings.LANGUAGES)
    wishes = (request.GET.get(CARRIED), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME), HOME)
    request.has_chosen_language = True
    speak(request, next(code for code in wishes if code in codes))


def follow_choice_off_the_map(request):
    """For a page that no address leads to: what a prefix names goes, else the choice of the person."""
    if getattr(request, "resolver_match", None) is None and of_address(request.path_info) == HOME:
        follow_choice(request)


def speak(request, code):
    """Make `code` the language of everything that is said until the next change."""
    translation.activate(code)
    request.LANGUAGE_CODE = code


def remember(request, response):
    """Keep a language that was carried to a form which has now been sent."""
    carried = request.GET.get(CARRIED)
    if request.method == "POST" and carried in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            carried,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )


def indonesian(text):
    """Words that are Indonesian whatever the page speaks, such as titles and names: marked, where the page does not."""
    if not text or translation.get_language() == HOME:
        return text
    return format_html('<span lang="id">{}</span>', text)


def plain_text(text):
    """The words alone, for places that bear no marks, such as the name of a region."""
    return unescape(strip_tags(text)) if isinstance(text, SafeString) else text
