"""Addresses on which a result is given back, below those of the place."""

from django.urls import path

from tallgrass.strength.scorecard.giving_back import views

_RESULT = "result/<int:number>/<str:secret>/"

app_name = "giving_back"
urlpatterns = [
    path("scorecards/<int:number>/give-back/", views.give_back, name="give_back"),
    path(_RESULT, views.result, name="result"),
    *(
        path(f"{_RESULT}scorecard.{ending}", views.result_file, {"ending": ending}, name=f"result_{ending}")
        for ending in ("json", "csv", "html")
    ),
    path(f"{_RESULT}scorecard.pdf", views.result_pdf, name="result_pdf"),
    path(f"{_RESULT}<slug:element>/", views.result_element, name="result_element"),
    path(f"{_RESULT}<slug:element>/<slug:criterion>/", views.result_criterion, name="result_criterion"),
]
