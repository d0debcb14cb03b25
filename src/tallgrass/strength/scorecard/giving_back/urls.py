"""Addresses on which a result is given back, below those of the place."""

from django.urls import path, re_path

from tallgrass.strength.scorecard.giving_back import views

_RESULT = "result/<int:number>/<str:secret>/"

app_name = "giving_back"
urlpatterns = [
    path("scorecards/<int:number>/give-back/", views.give_back, name="give_back"),
    path(_RESULT, views.result, name="result"),
    re_path(
        r"^result/(?P<number>[0-9]{1,18})/(?P<secret>[^/]+)/scorecard\.(?P<ending>json|csv|html)$",
        views.result_file,
        name="result_file",
    ),
    path(f"{_RESULT}scorecard.pdf", views.result_pdf, name="result_pdf"),
    path(f"{_RESULT}<slug:element>/", views.result_element, name="result_element"),
    path(f"{_RESULT}<slug:element>/<slug:criterion>/", views.result_criterion, name="result_criterion"),
]
