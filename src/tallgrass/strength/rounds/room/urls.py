"""Addresses on which a meeting is steered, below those of the place."""

from django.urls import path

from tallgrass.strength.rounds.room.views import beginning, question, steering, wall

app_name = "room"
urlpatterns = [
    path("rounds/room/", beginning.listing, name="list"),
    path("rounds/room/begin/", beginning.begin, name="begin"),
    path("rounds/room/cards/", wall.cards, name="cards"),
    path("rounds/room/<int:number>/", steering.meeting, name="meeting"),
    path("rounds/room/<int:number>/ask/", steering.ask, name="ask"),
    path("rounds/room/<int:number>/question/<int:question>/", question.question, name="question"),
    path("rounds/room/<int:number>/wall/", wall.wall, name="wall"),
    path("rounds/room/<int:number>/state/", wall.state, name="state"),
    path("rounds/room/<int:number>/end/", steering.end, name="end"),
    path("rounds/room/<int:number>/discard/", steering.discard, name="discard"),
]
