"""The sample letter of a document, filled with what a proposal says."""

from django.utils.formats import date_format

from competitions.domain import specimens


def values(proposal):
    """What a proposal, loaded with its places, puts into the named fields of a letter."""
    return {
        "nama inovasi": proposal.title,
        "instansi": proposal.agency_name,
        "unit": proposal.proposer_name,
        "tanggal mulai": date_format(proposal.started_on, "j F Y") if proposal.started_on else "",
        "kelompok": proposal.group.name if proposal.group else "",
        "kategori": proposal.category.name if proposal.category else "",
        "nomor usulan": proposal.code,
        "nama inovator": proposal.contact_name,
        "telepon inovator": proposal.contact_phone,
        "surel inovator": proposal.contact_email,
        "edisi": proposal.edition.name,
        "tahun": str(proposal.edition.year),
    }


def filled(proposal, requirement, kind):
    """The letter as the bytes of a file of this kind."""
    make, _content_type = specimens.KINDS[kind]
    return make(specimens.filled(requirement.specimen, values(proposal)), title=requirement.name)
