"""The seventeen sustainable development goals, by their official Indonesian short names."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Goal(models.IntegerChoices):
    POVERTY = 1, _("Tanpa kemiskinan")
    HUNGER = 2, _("Tanpa kelaparan")
    HEALTH = 3, _("Kehidupan sehat dan sejahtera")
    EDUCATION = 4, _("Pendidikan berkualitas")
    GENDER = 5, _("Kesetaraan gender")
    WATER = 6, _("Air bersih dan sanitasi layak")
    ENERGY = 7, _("Energi bersih dan terjangkau")
    WORK = 8, _("Pekerjaan layak dan pertumbuhan ekonomi")
    INDUSTRY = 9, _("Industri, inovasi, dan infrastruktur")
    INEQUALITY = 10, _("Berkurangnya kesenjangan")
    CITIES = 11, _("Kota dan permukiman yang berkelanjutan")
    CONSUMPTION = 12, _("Konsumsi dan produksi yang bertanggung jawab")
    CLIMATE = 13, _("Penanganan perubahan iklim")
    SEAS = 14, _("Ekosistem lautan")
    LAND = 15, _("Ekosistem daratan")
    PEACE = 16, _("Perdamaian, keadilan, dan kelembagaan yang tangguh")
    PARTNERSHIP = 17, _("Kemitraan untuk mencapai tujuan")
