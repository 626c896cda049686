from django.urls import path

from competitions.views import editions

app_name = "competitions"
urlpatterns = [
    path("kompetisi/", editions.editions, name="editions"),
    path("kompetisi/<slug:slug>/", editions.edition, name="edition"),
]
