"""What programs of partners are told of the catalogue: that something changed, and where the public reads it."""

from django.conf import settings
from django.urls import reverse

from accounts.domain.partners import hooks
from accounts.models import Happening
from proposals.models import Announcement, CatalogueEntry
from proposals.models.taken_over.entry_sources import PARAMETER, of_programme


def of_list(announcement, *, at):
    """Tell that a list was announced, provisional or final; returns the announcement. Part of announcing it."""
    kind = Happening.LIST_PROVISIONAL if announcement.is_provisional else Happening.LIST_FINAL
    hooks.tell(kind, lambda: list_said(announcement), at=at)
    return announcement


def of_entries(entries, *, at):
    """Tell that innovations changed in the catalogue; nothing of those that the public does not read yet."""
    hooks.tell(Happening.ENTRY_CHANGED, lambda: entries_said([entry.pk for entry in entries]), at=at)


def of_taking_back(proposal, *, at):
    """Tell that lists and the entry of a proposal say now that something was taken back."""
    of_entries(CatalogueEntry.objects.filter(proposal=proposal), at=at)
    lists = Announcement.objects.filter(stage__edition=proposal.edition_id, entries__contains=[{"code": proposal.code}])
    for announcement in lists.select_related("stage__edition").order_by("pk"):
        hooks.tell(Happening.LIST_CORRECTED, lambda one=announcement: list_said(one), at=at)


def of_list_taken_over(listed, count, *, at):
    """Tell once that a list brought innovations into the catalogue, however many; of none nothing."""
    source = of_programme(listed.programme_id)
    address = reverse("proposals:catalogue") + (f"?{PARAMETER}={source}" if source else "")
    hooks.tell(Happening.ENTRIES_ADDED, lambda: many_said(listed, count, address), at=at)


def of_list_taken_back(listed, count, *, at):
    """Tell once that what a list brought was taken back, and where the public reads why."""
    address = reverse("proposals:public_corrections")
    hooks.tell(Happening.ENTRIES_TAKEN_BACK, lambda: many_said(listed, count, address), at=at)


def many_said(listed, count, address):
    """Many innovations as data names them: how many, of which programme ("" for the contest), and where to read on."""
    if not count:
        return None
    programme = listed.programme.name if listed.programme else ""
    return {"innovations": count, "programme": programme, "url": settings.BASE_URL + address}


def list_said(announcement):
    """A list as data names it."""
    stage = announcement.stage
    return {
        "edition": stage.edition.slug,
        "stage": stage.position,
        "title": announcement.title,
        "is_example": stage.edition.is_example,
        "url": settings.BASE_URL + announcement.get_absolute_url(),
    }


def entries_said(pks):
    """Innovations as data names them; nothing where the public reads none of them."""
    told = CatalogueEntry.objects.told().filter(pk__in=pks).order_by("slug")
    entries = [
        {"id": slug, "is_example": is_example, "url": settings.BASE_URL + reverse("proposals:innovation", args=[slug])}
        for slug, is_example in told.values_list("slug", "is_example")
    ]
    return {"entries": entries} if entries else None
