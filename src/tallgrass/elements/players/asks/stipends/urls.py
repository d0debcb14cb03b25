"""Addresses of the stipends of a place, below the place's own."""

from django.urls import path

from tallgrass.elements.players.asks.stipends import views

app_name = "stipends"
urlpatterns = [
    path("stipends/", views.listing, name="list"),
    path("stipends/add/", views.add, name="add"),
    path("stipends/stipends.csv", views.file, name="file"),
    path("stipends/totals.csv", views.totals_file, name="totals"),
    path("stipends/<int:number>/", views.one, name="one"),
    path("stipends/<int:number>/take-back/", views.take_back, name="take_back"),
]
