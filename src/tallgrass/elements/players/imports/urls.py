"""Addresses of the pages on which a list comes in; included below the word of a place."""

from django.urls import path

from tallgrass.elements.players.imports import views

app_name = "imports"
urlpatterns = [
    path("imports/", views.files, name="files"),
    path("imports/<int:number>/", views.preview, name="preview"),
    path("imports/<int:number>/columns/", views.columns, name="columns"),
    path("imports/<int:number>/choose/", views.choose, name="choose"),
    path("imports/<int:number>/apply/", views.apply, name="apply"),
    path("imports/<int:number>/drop/", views.drop, name="drop"),
    path("imports/<int:number>/undo/", views.undo, name="undo"),
]
