"""The places of a dossier beside its identity, answers and files of which a return can say something: the innovations
it comes from, answers on earlier awards, and what the public reads.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.models import Parents
from proposals.domain.catalogue import candidates, parents
from proposals.models import Attachment, Proposal, PublicPage, PublicPicture
from proposals.models.record import EARLIER, PARENTS, PUBLIC

ANSWERED = {
    True: gettext_lazy("ini inovasi kami"),
    False: gettext_lazy("bukan, ini inovasi lain"),
    None: gettext_lazy("belum dijawab"),
}
TOLD = ("cost", "duration", "office_name", "office_address", "office_phone", "office_email")


@dataclass(frozen=True)
class RemarkPlace:
    """One place of a dossier of which something can be said: what is asked there and what stands there; the names of
    its files or innovations, where several may stand there.
    """

    section: str
    document: str
    question: str
    part: str
    prompt: str
    answer: str
    choices: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        return self.section, self.document, self.question


def beside(proposal: Proposal) -> Iterator[RemarkPlace]:
    """Each such place that there is of a proposal loaded `with_places()`, in the order of the form; six queries."""
    if offered := candidates.of(proposal):
        part = _("Penghargaan terdahulu")
        names = tuple(f"{one.title} ({one.year})" for one in offered)
        said = [f"{name}: {ANSWERED[one.is_own]}" for name, one in zip(names, offered, strict=True)]
        yield RemarkPlace("", "", EARLIER, part, _("Jawaban"), "\n".join(said), names)
    if proposal.group and proposal.group.parents != Parents.NONE:
        part = _("Inovasi asal")
        names = tuple(f"{one.title} ({one.agency_name}, {one.year})" for one in parents.of(proposal))
        yield RemarkPlace("", "", PARENTS, part, _("Yang dipilih"), "\n".join(names), names)
    yield from told(proposal)


def told(proposal: Proposal) -> Iterator[RemarkPlace]:
    """What the public reads besides the answers, field by field; three queries."""
    page = PublicPage.objects.filter(proposal=proposal).first() or PublicPage()
    part, files = _("Halaman publik"), {"proposal": proposal}
    fields = {name: (capfirst(PublicPage._meta.get_field(name).verbose_name), getattr(page, name)) for name in TOLD}
    picture = PublicPicture.objects.present().filter(**files).values_list("name", "alt").first()
    shown = Attachment.objects.present().filter(is_public=True, **files).order_by("section__position", "pk")
    names = tuple(shown.values_list("name", flat=True))
    fields["picture"] = _("Gambar"), "\n".join(filter(None, picture or ()))
    fields["evidence"] = _("Bukti yang boleh dibaca umum"), "\n".join(names)
    agreed = {True: _("Ya"), False: _("Tidak"), None: ""}[page.is_agreed]
    fields["is_agreed"] = capfirst(PublicPage._meta.get_field("is_agreed").verbose_name), agreed
    for name, (prompt, answer) in fields.items():
        yield RemarkPlace("", "", PUBLIC + name, part, prompt, answer, names if name == "evidence" else ())
