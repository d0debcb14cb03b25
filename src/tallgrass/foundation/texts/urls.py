"""The addresses that the gateway tells us things at."""

from django.urls import path, re_path

from tallgrass.foundation.texts import views

app_name = "texts"
urlpatterns = [
    path("texts/incoming/", views.incoming, name="incoming"),
    re_path(r"^texts/status/(?P<number>[0-9]{1,18})/$", views.status, name="status"),
]
