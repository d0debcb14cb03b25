"""Addresses that phones in a room open: short, as people copy them from a wall."""

from django.urls import path

from tallgrass.strength.rounds.room import phones

app_name = "phones"
urlpatterns = [
    path("room/", phones.code, name="code"),
    path("<slug:place>/room/<slug:door>/", phones.start, name="start"),
    path("<slug:place>/room/<slug:door>/state/", phones.state, name="state"),
    path("<slug:place>/room/<slug:door>/<slug:phone>/", phones.question, name="question"),
]
