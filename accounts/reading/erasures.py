"""Who wants to be forgotten, for those who answer."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import ErasureRequest
from accounts.reading.waiting import Counted

# What happens to the data of a person, in words, by the name of the event.
ACTS = {
    "person.erasure_asked": gettext_lazy("Penghapusan data diminta"),
    "person.erasure_dropped": gettext_lazy("Permintaan penghapusan data ditarik"),
    "person.erasure_declined": gettext_lazy("Permintaan penghapusan data ditolak"),
    "person.erased": gettext_lazy("Data seseorang dihapus"),
}


def to_answer(office):
    """The wishes that the holder of an office answers: not one's own."""
    return ErasureRequest.objects.waiting().exclude(user=office.user_id).select_related("user")


def for_admin(office, at):
    """One line of the home page when somebody wants to be forgotten."""
    return [Counted(_("Permintaan penghapusan data"), to_answer(office), "asked_at", reverse("erasures"))]
