"""Addresses of organizations' own records, below those of the place."""

from django.urls import path

from tallgrass.strength.scorecard.own_record import views

app_name = "own_record"
urlpatterns = [
    path("partner/<str:secret>/record/", views.by_link_page, name="by_link"),
    path("partner/<str:secret>/record/record.csv", views.by_link_csv, name="by_link_csv"),
    path("partner/<str:secret>/record/record.pdf", views.by_link_pdf, name="by_link_pdf"),
    path("partners/<int:number>/ours/record/", views.by_speaker_page, name="by_speaker"),
    path("partners/<int:number>/ours/record/record.csv", views.by_speaker_csv, name="by_speaker_csv"),
    path("partners/<int:number>/ours/record/record.pdf", views.by_speaker_pdf, name="by_speaker_pdf"),
    path("partners/<int:number>/record/", views.by_steward_page, name="by_steward"),
    path("partners/<int:number>/record/record.csv", views.by_steward_csv, name="by_steward_csv"),
    path("partners/<int:number>/record/record.pdf", views.by_steward_pdf, name="by_steward_pdf"),
]
