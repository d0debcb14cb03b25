"""Addresses of the places on this instance, and of the pages in which a place looks after itself."""

from django.urls import path

from tallgrass.places import views
from tallgrass.places.pages import home, making, people, settings

app_name = "places"
urlpatterns = [
    path("", views.index, name="index"),
    path("account/places/", views.mine, name="mine"),
    path("start/<str:secret>", making.start, name="start"),
    path("new-place/", making.new_place, name="new"),
    path("<slug:place>/home/", home.home, name="home"),
    path("<slug:place>/failed/<int:number>/", home.trouble, name="trouble"),
    path("<slug:place>/people/", people.people, name="people"),
    path("<slug:place>/people/leave/", people.leave, name="leave"),
    path("<slug:place>/people/<int:number>/", people.person, name="person"),
    path("<slug:place>/settings/", settings.settings, name="settings"),
]
