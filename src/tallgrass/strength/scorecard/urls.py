"""Addresses of a scorecard, below the place's own."""

from django.urls import path, re_path

from tallgrass.strength.scorecard import views

app_name = "scorecard"
urlpatterns = [
    path("", views.overview, name="overview"),
    re_path(r"^scorecard\.(?P<ending>json|csv|html)$", views.file, name="file"),
    path("scorecard.pdf", views.pdf, name="pdf"),
    path("<slug:element>/", views.element, name="element"),
    path("<slug:element>/<slug:criterion>/", views.criterion, name="criterion"),
]
