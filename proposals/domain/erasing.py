"""What the dossiers know of a person who wrote them."""

from django.utils.translation import gettext_lazy as _

from accounts.domain.erasing import KeptOnRecord
from proposals.models import Attachment, SectionVersion, Transition

ON_RECORD = (
    KeptOnRecord(
        _("Versi bagian usulan yang ditulis"),
        lambda user: SectionVersion.objects.filter(saved_by__user=user),
        _("Usulan milik instansi dan dinilai sebagaimana diajukan; penulisnya tampil dengan nama samaran."),
    ),
    KeptOnRecord(
        _("Berkas yang dilampirkan"),
        lambda user: Attachment.objects.filter(attached_by__user=user),
        _("Bukti usulan milik instansi."),
    ),
    KeptOnRecord(
        _("Perpindahan status usulan"),
        lambda user: Transition.objects.filter(by__user=user),
        _("Menunjukkan kapan usulan diajukan dan oleh peran mana."),
    ),
)
