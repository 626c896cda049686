from django.urls import path

from accounts.language import bilingual
from competitions.views import editions

app_name = "competitions"
urlpatterns = [
    path(bilingual("kompetisi/"), editions.editions, name="editions"),
    path(bilingual("kompetisi/<slug:slug>/"), editions.edition, name="edition"),
]
