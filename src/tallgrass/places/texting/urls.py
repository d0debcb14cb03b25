"""Addresses of the pages about texts, inside a place."""

from django.urls import path

from tallgrass.places.texting import views

app_name = "texting"
urlpatterns = [
    path("texts/", views.overview, name="overview"),
    path("texts/terms/", views.terms, name="terms"),
    path("texts/agreed/", views.agreed, name="agreed"),
    path("texts/incoming/<int:number>/", views.incoming, name="incoming"),
]
