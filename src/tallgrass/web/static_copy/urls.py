"""The address of the copy of a place."""

from django.urls import path

from tallgrass.web.static_copy import views

app_name = "copy"
urlpatterns = [path("settings/copy/", views.take, name="take")]
