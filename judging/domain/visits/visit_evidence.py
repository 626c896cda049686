"""What a field visit brings back besides the report: photographs and files, of one claim or of the whole."""

from decimal import Decimal

from django.db import transaction

from accounts.domain import events
from accounts.files import keeping
from accounts.files.sizes import MEBIBYTE
from accounts.files.taking import Allowed
from judging.domain.visits.visit_reports import locked_for
from judging.models import Photo, VisitFile

PHOTOGRAPHS = "visits"
FILES = "visit-files"
# How a camera writes a picture.
PICTURES = ("jpeg", "png", "webp")


def pictures_allowed(stage):
    """What may be handed in as a photograph."""
    return Allowed(kinds=PICTURES, max_bytes=stage.arranged.photograph_mebibytes * MEBIBYTE, as_photograph=True)


def files_allowed(stage):
    """What may be handed in as a file."""
    return Allowed(kinds=("pdf",), max_bytes=stage.arranged.file_mebibytes * MEBIBYTE)


@transaction.atomic
def add_photo(visit, file, caption, *, claim=None, captured_sha256="", captured_at=None, by, at):
    """Keep a photograph of a visit (a `taking.Taken`). The same one from the same person is kept once.

    `captured_sha256` is the hash that the device took when the picture was taken, `captured_at` when it says that was,
    for a picture whose camera wrote nothing. Where what came is something else, it is kept all the same, and said.
    """
    visit, _own = locked_for(visit, by=by, at=at, is_signed=True)
    digest = keeping.digest(file.clean)
    if kept := Photo.objects.filter(visit=visit, taken_by=by, sha256=digest).first():
        return kept
    photo = Photo.objects.create(
        visit=visit,
        claim=claim,
        file=keeping.keep(file.clean, folder=PHOTOGRAPHS, ending=file.kind.endings[0]),
        size=len(file.clean),
        sha256=digest,
        came_sha256=file.came_sha256,
        captured_sha256=captured_sha256,
        caption=caption,
        taken_by=by,
        added_at=at,
        **taken(visit, file.notes, captured_at),
    )
    events.record("visit.photographed", on=visit, by=by, at=at, sha256=digest, is_altered=photo.is_altered)
    return photo


def taken(visit, notes, captured_at):
    """When and where a picture was taken, as its camera wrote it; a clock without a zone is that of the place."""
    return {
        "taken_at": notes.moment(hours_ahead=visit.proposal.agency.hours_ahead) or captured_at,
        "latitude": None if notes.latitude is None else Decimal(str(notes.latitude)),
        "longitude": None if notes.longitude is None else Decimal(str(notes.longitude)),
    }


@transaction.atomic
def add_file(visit, file, caption, *, claim=None, by, at):
    """Keep a file of a visit (a `taking.Taken`). The same one from the same person is kept once."""
    visit, _own = locked_for(visit, by=by, at=at, is_signed=True)
    if kept := VisitFile.objects.filter(visit=visit, added_by=by, came_sha256=file.came_sha256).first():
        return kept
    found = VisitFile.objects.create(
        visit=visit, claim=claim, caption=caption, added_by=by, added_at=at, **keeping.both(file, folder=FILES)
    )
    events.record("visit.file_added", on=visit, by=by, at=at, sha256=found.sha256)
    return found


def expected():
    """What the store must hold of every visit."""
    for row in Photo.objects.order_by("pk").iterator():
        yield row.clean
    for row in VisitFile.objects.order_by("pk").iterator():
        yield row.on_record
        yield row.clean
