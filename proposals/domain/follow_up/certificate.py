"""The certificate of a replication: one page of plain words, the same bytes of text for the same facts."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from competitions.domain import specimens


def paragraphs(replication):
    """What the certificate says, in Indonesian; the first one is its head."""
    entry = replication.entry
    with translation.override("id"):
        return [
            f"{_('Sertifikat Implementasi Replikasi')}\n{_('Nomor')} {replication.number}",
            _("Diberikan kepada %(agency)s") % {"agency": replication.agency.name},
            _("atas penerapan %(name)s, replikasi dari %(title)s milik %(owner)s, berjalan sejak %(since)s.")
            % {
                "name": replication.name,
                "title": entry.title,
                "owner": entry.agency_name,
                "since": date_format(replication.running_since, "j F Y"),
            },
            _("Disahkan %(day)s oleh %(who)s.")
            % {
                "day": date_format(localdate(replication.certified_at), "j F Y"),
                "who": replication.certified_by.signature,
            },
            _("Periksa keasliannya di %(address)s") % {"address": address(replication)},
        ]


def address(replication):
    """Where anyone can check the certificate."""
    return settings.BASE_URL + reverse("proposals:replication_verification", args=[replication.pk])


def pdf(replication):
    """The certificate as the bytes of a tagged PDF."""
    make, _content_type = specimens.KINDS["pdf"]
    return make(paragraphs(replication), title=replication.number)
