"""Addresses of a scorecard, below the place's own: those of members first, then those for everybody."""

from django.urls import path, re_path

from tallgrass.strength.scorecard import kept_views, views

app_name = "scorecard"
urlpatterns = [
    path("scorecards/", kept_views.kept, name="kept"),
    path("scorecards/new/", kept_views.make, name="make"),
    path("scorecards/<int:number>/", kept_views.preview, name="preview"),
    path("scorecards/<int:number>/show/", kept_views.show, name="show"),
    path("scorecards/<int:number>/stop/", kept_views.stop, name="stop"),
    re_path(
        r"^scorecards/(?P<number>[0-9]{1,18})/scorecard\.(?P<ending>json|csv|html)$",
        kept_views.preview_file,
        name="preview_file",
    ),
    path("scorecards/<int:number>/scorecard.pdf", kept_views.preview_pdf, name="preview_pdf"),
    path("scorecards/<int:number>/<slug:element>/", kept_views.preview_element, name="preview_element"),
    path(
        "scorecards/<int:number>/<slug:element>/<slug:criterion>/",
        kept_views.preview_criterion,
        name="preview_criterion",
    ),
    path("", views.overview, name="overview"),
    re_path(r"^scorecard\.(?P<ending>json|csv|html)$", views.file, name="file"),
    path("scorecard.pdf", views.pdf, name="pdf"),
    path("<slug:element>/", views.element, name="element"),
    path("<slug:element>/<slug:criterion>/", views.criterion, name="criterion"),
]
