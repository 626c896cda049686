"""Writing the parts of a dossier. Texts are saved first; what is wrong is said afterwards."""

from copy import copy

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.stamps import NOTHING
from accounts.pages import stamps, typing
from accounts.pages.arrival import arrived
from accounts.pages.doors import OWN, for_role
from accounts.rules import Refused, Stale
from competitions.domain import specimens
from competitions.reading import guidance
from proposals import rules
from proposals.domain import completeness, contents, questionnaire, remarks
from proposals.domain.draft import attachments, describing, drafting, hiding, specimen, uploads
from proposals.forms.files import DocumentForm
from proposals.forms.groups import hidden_now
from proposals.forms.identity import IdentityForm
from proposals.forms.section import SectionForm
from proposals.models import Proposal, SectionVersion
from proposals.reading import nearby
from proposals.rules.writing import hidden_part
from proposals.views.dossier import parts
from proposals.views.dossier.dossiers import WRITERS, WRITING, load
from proposals.views.dossier.files import listed, put


@for_role(*WRITERS, sees="the identity of a proposal", of=OWN, when=WRITING)
def identity(request, code):
    proposal, now = writable(request, code, "identity")
    asked, content = questionnaire.of(proposal.edition_id), contents.content_of(proposal)
    groups = proposal.edition.groups.all()
    form = IdentityForm(
        request.POST if request.method == "POST" else None,
        proposal=proposal,
        today=timezone.localdate(now),
        hides=hiding.by_group(proposal, groups, asked, content),
        remarks=remarks.standing(proposal),
    )
    is_saved = form.is_bound and stamps.came_whole(request, form)
    if is_saved:
        try:
            # A field that is wrong stays in its box and costs no other.
            describing.describe(proposal, form.identity(), seen=stamps.seen(request), by=request.office, at=now)
        except Stale as stale:
            return identity_overtaken(request, form, code, stale.current)
        before, proposal = proposal, load(request, code)
        if sentence := hidden_now(hiding.newly(before, proposal, asked, content)):
            messages.info(request, sentence)
        if address := onward(request, form, code, "identity", completeness.IDENTITY_KEY):
            return redirect(address)
    stands = describing.stamp(proposal)
    return render(
        request,
        "proposals/identity.html",
        {
            "form": form,
            "proposal": proposal,
            "is_saved": is_saved,
            "hidden": "" if is_saved else hidden_now(hiding.now(proposal, asked, content)),
            "version": describing.standing(proposal),
            "nearby": nearby.of_the_title(proposal),
            "stamp": stands if is_saved else stamps.drawn(request, stands),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*WRITERS, sees="the identity of a proposal, kept while it is written", of=OWN, when=WRITING)
@typing.small_door
@transaction.atomic
def identity_typed(request, code):
    """Keep what is typed into the identity so far; a field that is wrong costs no other, and is named."""
    now = arrived(request)
    try:
        visible = Proposal.objects.visible_to(request.office).select_related("agency", "group", "category")
        proposal = visible.locked_under(code)
    except Proposal.DoesNotExist:
        raise Http404 from None
    form = IdentityForm(request.POST, proposal=proposal, today=timezone.localdate(now))
    if not stamps.came_whole(request, form):
        raise typing.NotTaken(form.non_field_errors())
    before = copy(proposal)
    version = describing.write(
        proposal, form.identity(), seen=stamps.seen(request), sitting=True, by=request.office, at=now
    )
    besides = ""
    if (before.group_id, before.is_app) != (proposal.group_id, proposal.is_app):
        asked, content = questionnaire.of(proposal.edition_id), contents.content_of(proposal)
        besides = hidden_now(hiding.newly(before, proposal, asked, content))
    return typing.Kept(describing.stamp(proposal), version.saved_at, but=tuple(form.faults), besides=besides)


def identity_overtaken(request, form, code, version):
    """Somebody else saved the identity meanwhile: both, and the choice."""
    proposal = load(request, code)
    return stamps.side_by_side(
        request,
        form,
        IdentityForm(proposal=proposal, today=form.today),
        stamp=describing.stamp(proposal),
        title=_("Identitas inovasi"),
        by=version.saved_by if version else None,
        at=version.saved_at if version else None,
    )


@for_role(*WRITERS, sees="a part of a proposal", of=OWN, when=WRITING)
def section(request, code, key):
    proposal, now = load(request, code), arrived(request)
    if refusal := rules.writing_refusal(proposal, office=request.office, at=now, part=f"section:{key}"):
        raise Refused(refusal)
    asked = questionnaire.of(proposal.edition_id)
    chapter = asked_one(proposal, asked.chapters, asked.chapters_for(proposal), key, of=lambda one: one.section)
    files = listed(proposal, section=chapter.section)
    form = SectionForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        chapter=chapter,
        version=standing_version(proposal, chapter),
        has_evidence=bool(files.present),
        remarks=remarks.standing(proposal),
    )
    is_saved = form.is_bound and stamps.came_whole(request, form)
    if is_saved:
        try:
            # Whatever else is wrong with the input, what was typed is kept.
            drafting.answer(
                proposal,
                chapter.section,
                form.texts(),
                is_done=form.says_done and form.has_whole_texts,
                seen=stamps.seen(request),
                by=request.office,
                at=now,
            )
        except Stale as stale:
            return overtaken(request, form, chapter, stale.current)
        if form.cleaned_data.get("files"):
            put(request, proposal, form, "files", uploads.PartPlace(section=chapter.section), at=now)
        if address := onward(request, form, code, "section", key):
            return redirect(address)
    version = standing_version(proposal, chapter)
    return render(
        request,
        "proposals/section.html",
        {
            "form": form,
            "proposal": proposal,
            "section": chapter.section,
            "guidance": guidance.of(chapter.section),
            "files": listed(proposal, section=chapter.section) if is_saved else files,
            "is_saved": is_saved,
            "version": version,
            "nearby": nearby.of_a_section(proposal, chapter, version),
            "stamp": stamp_of(version) if is_saved else stamps.drawn(request, stamp_of(version)),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*WRITERS, sees="a part of a proposal, kept while it is written", of=OWN, when=WRITING)
@typing.small_door
def section_typed(request, code, key):
    """Keep what is typed into a part so far, at the cost of one section."""
    chapter = questionnaire.chapter(code, key)
    if chapter is None:
        raise Http404
    form = SectionForm(request.POST, chapter=chapter, version=None, has_evidence=True)
    if not stamps.came_whole(request, form) or not form.has_whole_texts:
        raise typing.NotTaken(error for name, errors in form.errors.items() if name != "is_done" for error in errors)
    try:
        version = drafting.keep_typed(
            code,
            chapter,
            form.texts(),
            is_done=form.says_done,
            seen=stamps.seen(request),
            by=request.office,
            at=arrived(request),
        )
    except Proposal.DoesNotExist:
        raise Http404 from None
    return typing.Kept(version.stamp, version.saved_at)


def stamp_of(version):
    """The stamp of what stands in a section, written or not."""
    return version.stamp if version else NOTHING


def standing_version(proposal, chapter):
    """What stands in a section of the proposal, and who wrote it; None before anything was."""
    versions = SectionVersion.objects.select_related("saved_by__user", "saved_by__unit", "saved_by__agency").order_by(
        "-number"
    )
    return versions.filter(proposal=proposal, section=chapter.section).first()


def overtaken(request, form, chapter, version):
    """Somebody else saved this section meanwhile: both texts, and the choice."""
    return stamps.side_by_side(
        request,
        form,
        SectionForm(chapter=chapter, version=version),
        stamp=stamp_of(version),
        title=chapter.section.title,
        by=version.saved_by if version else None,
        at=version.saved_at if version else None,
    )


@for_role(*WRITERS, sees="a document of a proposal", of=OWN, when=WRITING)
def document(request, code, key):
    proposal, now = writable(request, code, f"document:{key}")
    asked = questionnaire.of(proposal.edition_id)
    requirement = asked_one(proposal, asked.requirements, asked.requirements_for(proposal), key)
    files = listed(proposal, requirement=requirement)
    form = DocumentForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        requirement=requirement,
        is_there=bool(files.present),
    )
    place = uploads.PartPlace(requirement=requirement)
    if form.is_valid() and stamps.came_whole(request, form) and put(request, proposal, form, "file", place, at=now):
        return redirect(onward(request, form, code, "document", key))
    stamp = stamps.drawn(request, attachments.stamp(proposal, requirement))
    context = {
        "form": form,
        "proposal": proposal,
        "requirement": requirement,
        "files": files,
        "remarks": [one for one in remarks.standing(proposal) if one.requirement_id == requirement.pk],
        "stamp": stamp,
    }
    return render(request, "proposals/document.html", context, status=stamps.status(request))


@require_safe
@for_role(*WRITERS, sees="the sample letter of a document, filled in", of=OWN, when=WRITING)
def specimen_file(request, code, key, kind):
    """The letter with what the proposal says, to sign and to hand in."""
    proposal, _now = writable(request, code, f"document:{key}")
    asked = questionnaire.of(proposal.edition_id)
    requirement = asked_one(proposal, asked.requirements, asked.requirements_for(proposal), key)
    if not requirement.specimen or not specimens.is_offered(kind):
        raise Http404
    answer = HttpResponse(specimen.filled(proposal, requirement, kind), content_type=specimens.KINDS[kind][1])
    answer.headers["Content-Disposition"] = f'attachment; filename="{proposal.code}-{key}.{kind}"'
    return answer


def onward(request, form, code, kind, key):
    """Where to go after saving; None to stay, with what hinders "done" said beside the fields."""
    proposal = load(request, code)
    standing = completeness.of(proposal)
    if form.says_done and not form.is_for_later:
        form.show(standing.part(kind, key).problems)
    if form.errors:
        return None
    if proposal.is_coached:
        return reverse("proposals:coaching", args=[code])
    # What is mended stands on one page, and most of the form is closed.
    if form.is_for_later or proposal.is_mended:
        return reverse("proposals:show", args=[code])
    if request.GET.get("dari") == "periksa":
        return reverse("proposals:check", args=[code]) + "#" + standing.part(kind, key).anchor
    return parts.after(proposal, standing, kind, key)


def writable(request, code, part):
    """The proposal and the moment, if this office may write in this part of it now."""
    proposal, now = load(request, code), arrived(request)
    if refusal := rules.writing_refusal(proposal, office=request.office, at=now, part=part):
        raise Refused(refusal)
    return proposal, now


def asked_one(proposal, every, asked, key, of=lambda one: one):
    """The section or document with a key among those `asked` of the proposal.

    One of `every` that its group does not ask for is refused with the way to the group; any other is no such page.
    """
    found = next((one for one in every if of(one).key == key), None)
    if found is None:
        raise Http404
    if found not in asked:
        raise Refused(hidden_part(of(found)), way=reverse("proposals:identity", args=[proposal.code]))
    return found
