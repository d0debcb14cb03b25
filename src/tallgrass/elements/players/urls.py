"""Addresses of the partners of a place, below the place's own."""

from django.urls import path

from tallgrass.elements.players.views import editing, listing, own, partner, telling

app_name = "partners"
urlpatterns = [
    path("partners/", listing.listing, name="list"),
    path("partners/add/", editing.add, name="add"),
    path("partners/tell/", telling.tell, name="tell"),
    path("partners/ours/", own.ours, name="ours"),
    path("partners/<int:number>/", partner.partner, name="partner"),
    path("partners/<int:number>/change/", editing.change, name="change"),
    path("partners/<int:number>/consent/", telling.consent, name="consent"),
    path("partners/<int:number>/letter/", telling.letter, name="letter"),
    path("partners/<int:number>/ours/", own.own_signed_in, name="own_signed_in"),
    path("partners/<int:number>/ours/correct/", own.own_signed_in_correct, name="own_signed_in_correct"),
    path("partners/<int:number>/ours/words/", own.own_signed_in_words, name="own_signed_in_words"),
    path("partners/<int:number>/ours/delete/", own.own_signed_in_erase, name="own_signed_in_erase"),
    path("partner/<str:secret>/", own.own, name="own"),
    path("partner/<str:secret>/correct/", own.own_correct, name="own_correct"),
    path("partner/<str:secret>/words/", own.own_words, name="own_words"),
    path("partner/<str:secret>/delete/", own.own_erase, name="own_erase"),
]
