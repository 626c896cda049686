"""The ways that somebody looks at a list, where the list is shown."""

from django import template

from accounts.models import SavedView

register = template.Library()


@register.simple_tag
def views_of(request):
    """The reader's own views of the list at hand, by name; one query."""
    return SavedView.objects.filter(user=request.user.pk, path=request.path).order_by("name")
