"""What others will see of an edition, before it is announced."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.models import OVERSIGHT
from accounts.pages.doors import ALL, for_role
from competitions.models import Edition
from competitions.views.editions import rules_page


@require_safe
@for_role(*OVERSIGHT, sees="the public page of an edition, as it will be", of=ALL)
def rules(request, slug):
    return rules_page(request, get_object_or_404(Edition.objects.all(), slug=slug), is_preview=True)
