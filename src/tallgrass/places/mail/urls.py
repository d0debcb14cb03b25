"""Addresses of the pages about messages, inside a place."""

from django.urls import path

from tallgrass.places.mail import views

app_name = "mailing"
urlpatterns = [
    path("mail/", views.overview, name="overview"),
    path("mail/doubts/", views.doubts, name="doubts"),
    path("mail/ended/", views.ended, name="ended"),
    path("mail/trust/", views.trust, name="trust"),
]
