"""Addresses of the kit, below those of the place."""

from django.urls import path

from tallgrass.strength.rounds.kit.views import changing, listing, pieces

app_name = "kit"
urlpatterns = [
    path("rounds/<int:number>/kit/", listing.kit, name="kit"),
    path("rounds/<int:number>/kit/<slug:piece>/<slug:language>/", pieces.piece, name="piece"),
    path("rounds/<int:number>/kit/<slug:piece>/<slug:language>/print/", pieces.printed, name="print"),
    path("rounds/<int:number>/kit/<slug:piece>/<slug:language>/pdf/", pieces.pdf, name="pdf"),
    path("rounds/<int:number>/kit/<slug:piece>/<slug:language>/change/", changing.change, name="change"),
    path("rounds/<int:number>/kit/<slug:piece>/<slug:language>/original/", changing.back, name="original"),
]
