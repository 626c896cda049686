"""The form of an edition as a unit will see it, on invented data; nothing of it can be sent."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import OVERSIGHT, Agency, Unit
from accounts.pages.doors import ALL, for_role
from competitions.models import Edition, EnteredBy
from proposals.domain import questionnaire
from proposals.forms.files import DocumentForm
from proposals.forms.identity import IdentityForm
from proposals.forms.section import SectionForm
from proposals.models import Proposal, SectionVersion


@require_safe
@for_role(*OVERSIGHT, sees="the form of an edition, as it will be", of=ALL)
def form(request, slug):
    """Every part that a unit of one group fills in, that group's own among them."""
    edition = get_object_or_404(Edition, slug=slug)
    groups = list(edition.groups.order_by("position"))
    wanted = request.GET.get("kelompok", "")
    group = next((one for one in groups if one.key == wanted), None) if wanted else next(iter(groups), None)
    if wanted and group is None:
        raise Http404
    proposal, asked = invented(edition, group), questionnaire.of(edition.pk)
    identity = IdentityForm(proposal=proposal, today=timezone.localdate(), prefix="identitas")
    # Whoever enters it and was invited: the group that is looked at is there to be chosen.
    identity.fields["group"].queryset = edition.groups.order_by("position")
    return render(
        request,
        "proposals/form_preview.html",
        {
            "edition": edition,
            "groups": groups,
            "group": group,
            "identity": identity,
            "chapters": [
                {"section": chapter.section, "form": answered(chapter)} for chapter in asked.chapters_for(proposal)
            ],
            "documents": [
                {"requirement": one, "form": DocumentForm(requirement=one, prefix=f"dokumen-{one.key}")}
                for one in asked.requirements_for(proposal)
            ],
        },
    )


def answered(chapter):
    """The form of one section, its questions answered with something."""
    texts = {question.key: _("Jawaban rekaan, hanya untuk pratinjau.") for question in chapter.questions}
    return SectionForm(chapter=chapter, version=SectionVersion(texts=texts), prefix=f"bagian-{chapter.section.key}")


def invented(edition, group):
    """A proposal of nobody, which is never kept."""
    agency = Agency(name=_("Pemerintah Kabupaten Contoh"))
    is_by_unit = group is None or group.entered_by != EnteredBy.AGENCY
    return Proposal(
        edition=edition,
        agency=agency,
        unit=Unit(agency=agency, name=_("Puskesmas Contoh")) if is_by_unit else None,
        group=group,
        title=_("Perahu Sehat"),
        started_on=date(2023, 3, 27),
        sdgs=[3],
        is_app=True,
        contact_name="Siti Contoh",
        contact_phone="0812 3456 7890",
        contact_email="siti@contoh.go.id",
    )
