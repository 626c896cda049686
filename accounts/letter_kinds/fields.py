"""What a kind of letter is, and the fields that several kinds have."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models.membership import Role


@dataclass(frozen=True)
class Field:
    """One field of a letter: how it is written between braces, what it holds, and an invented value for previews.

    What is a key opens something to whoever reads it: it stands in the letter, which is emptied once it has left, and
    never in its subject, which is kept.
    """

    key: str
    meaning: str | Promise
    example: str | Promise
    is_key: bool = False


class Recipients:
    """Who gets a kind of letter, in words, and the offices of which they hold one; none where it goes to a mailbox."""

    def __init__(self, said: str | Promise, *roles: Role) -> None:
        self.said, self.roles = said, roles

    def __str__(self) -> str:
        return str(self.said)


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter; `recipients` are made-up ones for previews, each with the values that differ for it."""

    title: str | Promise
    goes_to: Recipients
    fields: tuple[Field, ...]
    recipients: tuple[tuple[str | Promise, dict], ...] = field(default=((_("Sari Wulandari"), {}),))
    # Whether a person can do without it. What is official is always sent.
    is_courtesy: bool = False
    # The fields without which it would be of no use; those that are keys are needed anyhow.
    needed: tuple[str, ...] = ()
    # Whether it is written in the language its reader asked in, instead of in Indonesian with English below.
    is_in_asked_language: bool = False

    @property
    def keys(self) -> list[str]:
        """The fields that open something to whoever reads them."""
        return [one.key for one in self.fields if one.is_key]

    @property
    def indispensable(self) -> list[str]:
        """The fields that every text of this kind has to name."""
        return [one.key for one in self.fields if one.is_key or one.key in self.needed]


PERSON = Field("nama_penerima", _("nama penerima"), "Sari Wulandari")
LINK = Field("tautan", _("alamat halaman di portal ini"), "https://contoh.go.id/beranda/")
SINCE = Field("mulai", _("hari pertama"), _("1 Desember 2026"))
