"""What a PDF that somebody brings is: a certificate of ours as it was printed, a changed one, or none."""

import re
from dataclasses import dataclass
from itertools import islice

from accounts.files import apart
from accounts.rules import Refused
from judging.domain.certificates import signing
from judging.models import Award, Certificate

RUNS = re.compile(r"[A-Z2-7]{20,}")
CODE = 20
# A page of letters without spaces gives no more to look up than this.
MOST_CODES = 500


@dataclass(frozen=True)
class FileSeal:
    """The electronic seal of a file: whether there is one, made by a key of ours, over all of these bytes."""

    is_there: bool = False
    is_ours: bool = False
    fits: bool = False
    covers: bool = False
    key: str = ""

    @property
    def holds(self):
        return self.is_ours and self.fits and self.covers


@dataclass(frozen=True)
class Brought:
    """The award that a file names, and whether the file is the certificate as the portal printed it.

    Where no award was found: whether that is so of the whole file, or whether it could not be read to its end.
    """

    award: Award | None
    is_intact: bool
    seal: FileSeal = FileSeal()
    is_read: bool = True

    @property
    def is_earlier(self):
        """Whether it is whole, and of our own hand, but not what is kept today: it was printed anew since."""
        return not self.is_intact and self.award is not None and self.seal.holds


def of_code(code):
    """The award with this verification code, or None."""
    return awards().filter(verification_code=code).first()


def of_file(file, content):
    """What a file is that was taken in (`taking.Taken`) and came as these bytes: by its hash, by a code of ours inside,
    and by the seal that it bears.
    """
    seal = seal_of(content)
    certificate = Certificate.objects.filter(sha256=file.came_sha256).first()
    if certificate:
        return Brought(awards().get(pk=certificate.award_id), is_intact=True, seal=seal)
    try:
        written = apart.words(file.clean)
    except Refused:
        return Brought(None, is_intact=False, seal=seal, is_read=False)
    # One more than is looked up, to know whether something was left out.
    may_be = list(islice(codes(written), MOST_CODES + 1))
    found = awards().filter(verification_code__in=may_be[:MOST_CODES]).order_by("pk").first()
    return Brought(found, is_intact=False, seal=seal, is_read=bool(found) or len(may_be) <= MOST_CODES)


def seal_of(content):
    """The seal of a file, ours before any other."""
    try:
        found = apart.seals(content)
    except Refused:
        return FileSeal()
    ours = {signing.signer().key, *Certificate.objects.exclude(key="").values_list("key", flat=True).distinct()}
    told = [FileSeal(True, one["key"] in ours, one["fits"], one["covers"], one["key"]) for one in found]
    return max(told, key=lambda one: (one.is_ours, one.fits, one.covers), default=FileSeal())


def awards():
    """The awards with what a page of verification says of them."""
    return Award.objects.select_related("certificate", "proposal__agency", "stage__edition")


def codes(text):
    """Everything in a text that may be a verification code, spaces left out, in the order in which it stands there."""
    for run in RUNS.findall("".join(text.split())):
        yield from (run[start : start + CODE] for start in range(len(run) - CODE + 1))
