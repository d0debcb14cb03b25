"""Addresses of the pages on which records are joined and parted; included below the word of a place."""

from django.urls import path

from tallgrass.elements.players.merging import views

app_name = "merging"
urlpatterns = [
    path("partners/duplicates/", views.duplicates, name="duplicates"),
    path("partners/duplicates/<int:one>/<int:other>/", views.pair, name="pair"),
    path("partners/duplicates/<int:one>/<int:other>/not-the-same/", views.not_the_same, name="not_the_same"),
    path("partners/duplicates/<int:one>/<int:other>/ask-again/", views.ask_again_about, name="ask_again"),
    path("partners/duplicates/joined/<int:joined>/part/", views.part, name="part"),
]
