"""Addresses of the end of a place."""

from django.urls import path

from tallgrass.places.ending import views

app_name = "ending"
urlpatterns = [path("settings/end/", views.end, name="end")]
