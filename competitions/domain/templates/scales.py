"""Ready scales for a rubric, from which a planner may start; points and anchors are ours.

Coarse levels lose some of those who should be found: against continuous marks five cost 2 to 8 points of recall
at the cut, eleven 1 to 3.
"""

from django.utils.translation import gettext_lazy as _

from competitions.domain.blueprint import LevelData
from competitions.domain.templates.rubrics import DESK

FIVE = DESK.levels
ELEVEN = (
    LevelData(0, "Tidak ada", "Tidak menjawab pertanyaan."),
    LevelData(10, "Sangat kurang", "Hanya pernyataan umum, tanpa uraian dan bukti."),
    LevelData(20, "Kurang", "Uraian tidak jelas; bukti tidak berkaitan."),
    LevelData(30, "Terbatas", "Menjawab sebagian kecil; bukti sangat sedikit."),
    LevelData(40, "Agak terbatas", "Menjawab sebagian; uraian umum, bukti sedikit."),
    LevelData(50, "Hampir cukup", "Menjawab hampir seluruh inti; bukti belum memadai."),
    LevelData(60, "Cukup", "Menjawab inti pertanyaan; bukti ada untuk sebagian pernyataan."),
    LevelData(70, "Agak baik", "Menjawab jelas; bukti ada untuk pernyataan pokok."),
    LevelData(80, "Baik", "Menjawab lengkap dan jelas; hampir semua pernyataan terbukti."),
    LevelData(90, "Sangat baik", "Lengkap, terukur, dan terbukti seluruhnya."),
    LevelData(100, "Istimewa", "Terbukti seluruhnya, diakui pihak luar, dan patut menjadi contoh."),
)
SCALES = {"5": FIVE, "11": ELEVEN}
# What each is called, and what it costs.
CHOICES = (
    ("5", _("Pakai 5 tingkat"), _("Lima tingkat: 2 sampai 8 dari 100 usulan terbaik terlewat karena skalanya kasar.")),
    ("11", _("Pakai 11 tingkat"), _("Sebelas tingkat: 1 sampai 3 dari 100 usulan terbaik terlewat karena skalanya.")),
)
