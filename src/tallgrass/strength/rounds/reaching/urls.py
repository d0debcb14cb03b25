"""The address of sending, below those of a round."""

from django.urls import path

from tallgrass.strength.rounds.reaching import views

app_name = "reaching"
urlpatterns = [path("rounds/<int:number>/send/", views.send, name="send")]
