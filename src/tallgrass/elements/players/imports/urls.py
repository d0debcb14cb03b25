"""Addresses of the pages on which a list comes in; included below the word of a place."""

from django.urls import path

from tallgrass.elements.players.imports.views import previewing, undoing, uploading

app_name = "imports"
urlpatterns = [
    path("imports/", uploading.files, name="files"),
    path("imports/<int:number>/", previewing.preview, name="preview"),
    path("imports/<int:number>/columns/", uploading.columns, name="columns"),
    path("imports/<int:number>/choose/", previewing.choose, name="choose"),
    path("imports/<int:number>/apply/", previewing.apply, name="apply"),
    path("imports/<int:number>/drop/", previewing.drop, name="drop"),
    path("imports/<int:number>/undo/", undoing.undo, name="undo"),
]
