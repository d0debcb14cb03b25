"""Addresses of rounds on paper, below those of the place."""

from django.urls import path

from tallgrass.strength.rounds.keying.views import keying, printing, slips

app_name = "keying"
urlpatterns = [
    path("rounds/<int:number>/key/", keying.choose, name="choose"),
    path("rounds/<int:number>/key/<int:group>/<slug:language>/", keying.sheet, name="sheet"),
    path("rounds/<int:number>/print/", printing.offer, name="print"),
    path("rounds/<int:number>/print/slips/<int:group>/", slips.make, name="slips"),
    path("rounds/<int:number>/print/slips/<int:group>/file/", slips.again, name="slips_file"),
    path("rounds/<int:number>/print/<slug:form>/<slug:language>/", printing.page, name="form"),
    path("rounds/<int:number>/print/<slug:form>/<slug:language>/pdf/", printing.pdf, name="form_pdf"),
]
