"""allauth, bent to our ways: accounts are handed out by agencies, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedSignup(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False
