"""All addresses: our pages, and signing in."""

from django.urls import include, path

from footprint.api.urls import urlpatterns as api

urlpatterns = [
    path("api/", include(api)),
    path("", include("footprint.web.urls")),
]
handler400 = "footprint.web.views.errors.bad_request"
handler403 = "footprint.web.views.errors.refused"
handler404 = "footprint.web.views.errors.absent"
handler500 = "footprint.web.views.errors.fault"
