"""The address at which somebody ends a stream of mail."""

from django.urls import path

from tallgrass.foundation.messages import views

app_name = "messages"
urlpatterns = [path("unsubscribe/<str:language>/<str:secret>/", views.unsubscribe, name="unsubscribe")]
