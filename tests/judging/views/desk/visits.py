"""A field visit for tests: where it is, what its form sends, and files of it."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.models import User
from judging.models import VisitReport


def own(visit, office):
    return VisitReport.objects.get(visit=visit, verifier=office.user)


def address(visit, name="visit", *more):
    return reverse(f"judging:{name}", args=(visit.pk, *more))


def report(visit, outcome="confirmed", *, step="kirim", **overrides):
    """What the form sends: the same outcome for every claim, but for the overrides."""
    outcomes = {f"hasil-{pk}": outcome for pk in visit.claims.values_list("pk", flat=True)}
    day = timezone.localdate().strftime("%d/%m/%Y")
    return {**outcomes, "visited_on": day, "summary": "Bertemu kepala unit.", "langkah": step, **overrides}


def picture(size=(40, 30), kind="JPEG", **options):
    content = io.BytesIO()
    Image.new("RGB", size, "teal").save(content, kind, **options)
    return content.getvalue()


def upload(content=None, name="loket.jpg"):
    return SimpleUploadedFile(name, picture() if content is None else content)


def own_user(browser):
    """Who is signed in."""
    return User.objects.get(pk=browser.session["_auth_user_id"])


def opened(browser, address):
    """What a file is answered with, the file read to its end."""
    response = browser.get(address)
    if response.streaming:
        sent(response)
    return response.status_code


def whole(response):
    """Everything that an answer says."""
    return (sent(response) if response.streaming else response.content).decode()


def sent(response):
    """The bytes of a file that was sent; read to its end, the file is closed."""
    return b"".join(response.streaming_content)


def located(**exif):
    """A photograph with what a camera writes into it."""
    written = Image.Exif()
    times, place = written.get_ifd(0x8769), written.get_ifd(0x8825)
    times[0x9003] = exif.get("taken", "2026:11:25 10:15:00")
    if "offset" in exif:
        times[0x9011] = exif["offset"]
    place[1], place[2], place[3], place[4] = "S", (2.0, 32.0, 1.2), "E", (140.0, 43.0, 4.8)
    return picture(exif=written)
