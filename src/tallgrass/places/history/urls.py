"""The address of the history, below the place's own."""

from django.urls import path

from tallgrass.places.history import views

app_name = "history"
urlpatterns = [path("history/", views.history, name="list")]
