from django.urls import path

from accounts.language import bilingual
from competitions.views import editions, lot

app_name = "competitions"
urlpatterns = [
    path(bilingual("kompetisi/"), editions.editions, name="editions"),
    path(bilingual("kompetisi/<slug:slug>/"), editions.edition, name="edition"),
    path(bilingual("kompetisi/<slug:slug>/undian/"), lot.lot_of_edition, name="lot"),
    path("ruang-kendali/<slug:slug>/undian/", lot.draw, name="lot-draw"),
]
