"""Addresses of those who answer. The word before the secret is short, as people copy it from paper."""

from django.urls import path

from tallgrass.strength.rounds.answering import views

app_name = "answering"
urlpatterns = [
    path("code/", views.code, name="code"),
    path("<slug:place>/answer/<str:secret>/", views.start, name="start"),
    path("<slug:place>/answer/<str:secret>/questions/", views.questions, name="questions"),
    path("<slug:place>/answer/<str:secret>/<slug:step>/", views.step, name="step"),
]
