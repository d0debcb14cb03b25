"""Addresses at which the list of partners leaves as a file; included below the word of a place."""

from django.urls import path, re_path

from tallgrass.elements.players.exporting import views

app_name = "exporting"
urlpatterns = [
    path("partners/export/", views.choose, name="choose"),
    re_path(r"^partners/export\.(?P<ending>csv|xlsx|json)$", views.file, name="file"),
]
