"""The ways that somebody looks at a list, where the list is shown."""

from django import template

from accounts.models import SavedView
from accounts.models.asked_often import asked_often

register = template.Library()


@register.simple_tag
def views_of(request):
    """The reader's own views of the list at hand, by name; one query."""
    return views_on(request.user.pk, request.path)


@asked_often
def views_on(user, path):
    """Somebody's views of the list at an address, by name."""
    return SavedView.objects.filter(user=user, path=path).order_by("name")
