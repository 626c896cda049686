"""Signing in: allauth's form, which an impatient second press does not break."""

from allauth.account import views
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from accounts.pages.doors import public

form = csrf_protect(views.login)


@public
@csrf_exempt
def sign_in(request):
    """The form; whoever is signed in already is sent on.

    A form sent twice carries the token of before the first sign-in: it is checked only where there is something to do.
    """
    return views.login(request) if request.user.is_authenticated else form(request)
