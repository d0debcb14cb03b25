"""The address of the checklist, inside a place."""

from django.urls import path

from tallgrass.web.checklist import views

app_name = "checklist"
urlpatterns = [path("checklist/", views.page, name="page")]
