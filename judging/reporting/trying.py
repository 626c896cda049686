"""Certificates of a plan on invented texts, before anything is announced."""

import base64

from django.conf import settings
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.files import apart
from accounts.models import Agency, Unit
from accounts.rules import Refused
from competitions.domain import specimens
from competitions.domain.blueprint import AwardData
from competitions.models import Edition, Stage
from competitions.reading.trying import TriedSheet
from judging.circle import awarding
from judging.domain.certificates import page
from judging.models import Award

# As many letters as a title may have.
LONGEST_TITLE = (
    "Sistem Informasi Terpadu Pelayanan Administrasi Kependudukan Berbasis Desa bagi Masyarakat Pesisir dan Kepulauan"
    " Terluar, Terdepan, dan Tertinggal dengan Perahu Layanan Keliling Setiap Pekan (SI PERAHU)"
)


def sheets(plan):
    """Two certificates of a plan: with names as they mostly are, and with the longest that the registers hold."""
    if not settings.PDF_ENABLED:
        return []
    # Whatever the edition is, this is marked as an example.
    edition = Edition(slug="contoh", is_example=True, **vars(plan.head))
    awards = [award for stage in plan.blueprint.stages for award in stage.awards] or [AwardData("top", "Top 45")]
    longest = max(awards, key=lambda one: (len(one.name), one.name))
    usual, extreme = invented(awards[0], edition), invented(longest, edition)
    extreme.agency_name, extreme.unit_name = longest_of(Agency), longest_of(Unit)
    extreme.title = LONGEST_TITLE
    return [tried(_("Dengan nama biasa"), usual), tried(_("Dengan nama terpanjang"), extreme)]


def longest_of(model):
    """The longest name in a register, or an invented one."""
    found = model.objects.order_by(Length("name").desc(), "name").values_list("name", flat=True).first()
    return found or specimens.FIELDS["instansi"]


def tried(title, award):
    """One certificate as its reader would see it, or why there is none."""
    try:
        picture, _count = apart.page(page.pdf(award, sizes=page.LEGIBLE), 1)
    except page.CannotBePrinted as problem:
        return TriedSheet(title, problem=str(problem))
    except Refused as refused:
        return TriedSheet(title, problem=str(refused.refusal))
    return TriedSheet(title, picture="data:image/webp;base64," + base64.b64encode(picture).decode())


def invented(name, edition):
    """An award that was never given, of no proposal; `name` as a plan or its rows have it."""
    stage = Stage(edition=Edition(slug=edition.slug, name=edition.name, is_example=True))
    return Award(
        stage=stage,
        key=name.key,
        name=name.name,
        number="000/CONTOH",
        agency_name=specimens.FIELDS["instansi"],
        unit_name=specimens.FIELDS["unit"],
        title=specimens.FIELDS["nama inovasi"],
        edition_name=edition.name,
        decree_number="000",
        decree_date=timezone.localdate(edition.closes_at),
        place=edition.award_place,
        verification_code="CONTOHCONTOHCONTOHCO",
        **awarding.printed(name, edition),
    )
