"""Every address of the site. Each leads to a room, and each view states who may come through."""

from django.urls import include, path

from tallgrass.api.site import VERSION, api, routes
from tallgrass.web import views

urlpatterns = [
    # First, as nowhere else do as many come at once.
    path("", include("tallgrass.strength.rounds.answering.urls")),
    path("health", views.health, name="health"),
    path("nearby/", views.nearby, name="nearby"),
    path("favicon.ico", views.icon, name="icon"),
    path("", include("tallgrass.foundation.accounts.urls")),
    path("", include("tallgrass.foundation.mail.urls")),
    path("", include("tallgrass.foundation.texts.urls")),
    path("", include("tallgrass.foundation.messages.urls")),
    path("", include("tallgrass.strength.rounds.room.phone_urls")),
    path("", include("tallgrass.places.urls")),
    path(f"api/{VERSION}/", routes(api)),
    path("<slug:place>/", include("tallgrass.web.checklist.urls")),
    path("<slug:place>/", include("tallgrass.places.texting.urls")),
    path("<slug:place>/", include("tallgrass.places.tokens.urls")),
    path("<slug:place>/", include("tallgrass.places.history.urls")),
    path("<slug:place>/", include("tallgrass.places.mail.urls")),
    path("<slug:place>/", include("tallgrass.places.ending.urls")),
    path("<slug:place>/", include("tallgrass.places.digest.urls")),
    path("<slug:place>/", include("tallgrass.web.static_copy.urls")),
    path("<slug:place>/", include("tallgrass.elements.players.imports.urls")),
    path("<slug:place>/", include("tallgrass.elements.players.merging.urls")),
    path("<slug:place>/", include("tallgrass.elements.players.exporting.urls")),
    path("<slug:place>/", include("tallgrass.elements.players.urls")),
    path("<slug:place>/", include("tallgrass.elements.players.asks.stipends.urls")),
    path("<slug:place>/", include("tallgrass.strength.rounds.room.urls")),
    path("<slug:place>/", include("tallgrass.strength.rounds.holding.urls")),
    path("<slug:place>/", include("tallgrass.strength.rounds.keying.urls")),
    path("<slug:place>/", include("tallgrass.strength.rounds.reaching.urls")),
    path("<slug:place>/", include("tallgrass.strength.rounds.kit.urls")),
    path("<slug:place>/", include("tallgrass.strength.scorecard.giving_back.urls")),
    path("<slug:place>/", include("tallgrass.strength.scorecard.own_record.urls")),
    path("<slug:place>/", include("tallgrass.strength.scorecard.urls")),
]

handler400 = "tallgrass.web.views.bad_request"
handler403 = "tallgrass.web.views.forbidden"
handler404 = "tallgrass.web.views.not_found"
handler429 = "tallgrass.foundation.accounts.refusals.too_many"
handler500 = "tallgrass.web.views.our_fault"
