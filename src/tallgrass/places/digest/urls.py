"""The address of the page about the digest."""

from django.urls import path

from tallgrass.places.digest import views

app_name = "digest"
urlpatterns = [path("people/what-we-send-you/", views.choose, name="choose")]
