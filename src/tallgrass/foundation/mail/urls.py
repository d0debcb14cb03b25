"""The address of the outbox."""

from django.urls import path

from tallgrass.foundation.mail import views

app_name = "mail"
urlpatterns = [path("outbox/", views.outbox, name="outbox")]
