"""Addresses of access tokens, inside a place."""

from django.urls import path

from tallgrass.places.tokens import views

app_name = "tokens"
urlpatterns = [
    path("tokens/", views.tokens, name="list"),
    path("tokens/<int:number>/end/", views.end, name="end"),
]
