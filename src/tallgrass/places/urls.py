"""Addresses of the places on this instance."""

from django.urls import path

from tallgrass.places import views

app_name = "places"
urlpatterns = [path("", views.index, name="index")]
