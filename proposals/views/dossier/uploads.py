"""Files of a dossier, sent by the page's script in pieces; without it they come with the form of their part.

A file is begun at the address of its part, which says where its pieces go. Asked there, a GET says how much has come; a
PATCH brings the next piece, and the last one its attachment. Answers are values.
"""

from functools import wraps
from http import HTTPStatus

from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.files import reasons
from accounts.files.store import pieces
from accounts.pages import stamps, typing
from accounts.pages.arrival import arrived, counting
from accounts.pages.doors import OWN, for_role
from accounts.pages.refusals import is_by_hand
from accounts.rules import Refused, Stale, refuse
from proposals import rules
from proposals.domain import questionnaire
from proposals.domain.draft import attachments, uploads
from proposals.models import Attachment, Upload
from proposals.views.dossier.dossiers import WRITERS, WRITING, load
from proposals.views.dossier.drafts import asked_one
from proposals.views.dossier.files import listed

OFFSET = "Upload-Offset"
HEX = frozenset("0123456789abcdef")


def in_values(view):
    """A view that the script asks: whatever happens is said in values, a refusal by its sentence."""

    @wraps(view)
    def saying(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except uploads.Elsewhere as elsewhere:
            return said(request, {"offset": elsewhere.received}, HTTPStatus.CONFLICT)
        except Stale:
            return said(request, {"sentence": str(uploads.REPLACED.sentence)}, HTTPStatus.FORBIDDEN)
        except Refused as refused:
            if is_by_hand(request):
                raise
            passes = refused.refusal in reasons.PASSING
            status = HTTPStatus.INSUFFICIENT_STORAGE if passes else HTTPStatus.FORBIDDEN
            return said(request, {"sentence": str(refused.refusal.sentence), "again": passes}, status)

    return saying


def said(request, values, status=HTTPStatus.OK):
    """An answer to the script: besides the values, who is signed in, and the token for the next request."""
    own = {"person": str(request.user.pk), "token": get_token(request)}
    answer: JsonResponse = typing.said(own | values, status)
    if "offset" in values:
        answer[OFFSET] = str(values["offset"])
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*WRITERS, sees="evidence of a part of a proposal, sent in pieces", of=OWN, when=WRITING)
@in_values
def of_section(request, code, key):
    proposal = load(request, code)
    asked = questionnaire.of(proposal.edition_id)
    chapter = asked_one(proposal, asked.chapters, asked.chapters_for(proposal), key, of=lambda one: one.section)
    if not chapter.section.needs_evidence:
        raise Http404
    return begun(request, proposal, uploads.PartPlace(section=chapter.section))


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*WRITERS, sees="a document of a proposal, sent in pieces", of=OWN, when=WRITING)
@in_values
def of_document(request, code, key):
    proposal = load(request, code)
    asked = questionnaire.of(proposal.edition_id)
    requirement = asked_one(proposal, asked.requirements, asked.requirements_for(proposal), key)
    return begun(request, proposal, uploads.PartPlace(requirement=requirement))


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*WRITERS, sees="evidence in the place of other evidence, sent in pieces", of=OWN, when=WRITING)
@in_values
def of_replacement(request, code, pk):
    proposal = load(request, code)
    present = Attachment.objects.present().select_related("section")
    old = get_object_or_404(present, proposal=proposal, pk=pk, section__isnull=False)
    refuse(rules.part_refusal(proposal, old.section))
    return begun(request, proposal, uploads.PartPlace(section=old.section, instead_of=old))


def begun(request, proposal, place):
    """Begin to take a file, or say at once why not; a GET says who asks."""
    if request.method != "POST":
        return said(request, {})
    name, size, sha256 = (request.POST.get(field, "") for field in ("name", "size", "sha256"))
    is_hash = len(sha256) == 64 and set(sha256) <= HEX
    if is_hash and (there := attachments.same(proposal, sha256, **place.fixed)):
        return done(request, proposal, there, place, sentence=uploads.said_of(there, was_there=True))
    upload = uploads.begin(
        proposal,
        place,
        name=name,
        size=int(size) if size.isascii() and size.isdecimal() and len(size) < 10 else 0,
        sha256=sha256 if is_hash else "",
        seen=stamps.seen(request) if place.requirement and stamps.FIELD in request.POST else "",
        by=request.office,
        at=arrived(request),
    )
    address = reverse("proposals:upload", args=[proposal.code, upload.token])
    return said(request, {"address": address, "offset": 0, "piece": pieces.PIECE}, HTTPStatus.CREATED)


@require_http_methods(["GET", "HEAD", "PATCH"])
@for_role(*WRITERS, sees="a file on its way: how much has come, the next piece", of="one's own", when=WRITING)
@in_values
def upload(request, code, token):
    known = Upload.objects.select_related("proposal__edition", "requirement", "section", "instead_of", "attachment")
    coming = get_object_or_404(known, token=token, proposal__code=code, begun_by=request.office)
    place = uploads.PartPlace(coming.requirement, coming.section, coming.instead_of)
    if coming.attachment:
        return done(request, coming.proposal, coming.attachment, place)
    if request.method == "PATCH":
        coming = uploads.take(coming, next_piece(request), offset=offset_of(request))
        if coming.is_whole:
            return attached(request, coming, place)
    return said(request, {"offset": coming.received, "piece": pieces.PIECE})


def next_piece(request):
    """The body of a request, of which no more is read than a piece may have."""
    length = request.headers.get("Content-Length") or "0"
    if not length.isdecimal() or int(length) > pieces.PIECE:
        raise Refused(uploads.NOT_A_PIECE)
    return request.body


def offset_of(request):
    """Where a piece is to go; nowhere, if its sender does not say it in a number."""
    offset = request.headers.get(OFFSET, "")
    return int(offset) if offset.isascii() and offset.isdecimal() and len(offset) < 12 else -1


def attached(request, coming, place):
    """What has come whole, attached; the moment that it began counts for the deadline."""
    now = arrived(request)
    attachment, sentence = uploads.attach(coming, by=request.office, at=now, begun_at=counting(coming.begun_at, now))
    return done(request, coming.proposal, attachment, place, sentence=sentence)


def done(request, proposal, attachment, place, *, sentence=""):
    """That a file is attached, with the list of files as it stands now."""
    values = {"done": True, "offset": 0, "sentence": sentence or _("“%(name)s” terunggah.") % {"name": attachment.name}}
    if place.instead_of:
        return said(request, values | {"next": reverse("proposals:section", args=[proposal.code, place.section.key])})
    files = listed(proposal, **place.fixed)
    values["files"] = render_to_string("proposals/files.html", {"files": files}, request)
    if place.requirement:
        values["version"] = attachments.stamp(proposal, place.requirement)
    return said(request, values)
