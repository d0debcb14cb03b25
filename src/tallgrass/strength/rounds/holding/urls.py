"""Addresses on which rounds are held, below those of the place."""

from django.urls import path

from tallgrass.strength.rounds.holding.views import asked, drafting, inviting, listing, remarks, watching

app_name = "rounds"
urlpatterns = [
    path("rounds/", listing.listing, name="list"),
    path("rounds/<int:number>/", listing.one, name="round"),
    path("rounds/<int:number>/asked/", asked.asked, name="asked"),
    path("rounds/<int:number>/promise/", drafting.promise, name="promise"),
    path("rounds/<int:number>/about/", drafting.about, name="about"),
    path("rounds/<int:number>/days/", drafting.days, name="days"),
    path("rounds/<int:number>/check/", drafting.check, name="check"),
    path("rounds/<int:number>/discard/", drafting.discard, name="discard"),
    path("rounds/<int:number>/invitations/", inviting.invitations, name="invitations"),
    path("rounds/<int:number>/invitations/<int:group>/", inviting.group, name="group"),
    path("rounds/<int:number>/invitations/end/<int:invitation>/", inviting.end, name="end"),
    path("rounds/<int:number>/silent/", watching.silent_page, name="silent"),
    path("rounds/<int:number>/close/", watching.close, name="close"),
    path("rounds/<int:number>/remarks/", remarks.remarks, name="remarks"),
]
