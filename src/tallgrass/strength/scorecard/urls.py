"""Addresses of a scorecard, below the place's own: those of members first, then those for everybody."""

from django.urls import path, re_path

from tallgrass.strength.scorecard import kept_views, views
from tallgrass.strength.scorecard.making import views as making_views
from tallgrass.strength.scorecard.taking_up import views as steps_views

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
    path("scorecards/making/<int:number>/", making_views.making, name="making"),
    path("scorecards/taken/<int:number>/", steps_views.taken, name="taken"),
    path("scorecards/<int:number>/steps/", steps_views.steps, name="steps"),
    path("scorecards/<int:number>/steps/<int:step>/", steps_views.take, name="take"),
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
