"""The site map."""

from django.urls import include, path

from footprint.web.views import changes, child, children, plain, service, settings, today

urlpatterns = [
    path("", today.today, name="today"),
    path("children/", children.children, name="children"),
    path("children/calendar/", children.calendar, name="calendar"),
    path("children/in-need/", changes.break_glass, name="break_glass"),
    path("child/<uuid:ref>/", child.child, name="child"),
    path("child/<uuid:ref>/reviews/", child.reviews, name="reviews"),
    path("child/<uuid:ref>/life/", child.life_page, name="life"),
    path("child/<uuid:ref>/duties/", child.duties, name="duties"),
    path("child/<uuid:ref>/record.pdf", child.paper, name="paper"),
    path("child/<uuid:ref>/contact/", changes.contact, name="contact"),
    path("child/<uuid:ref>/review/", changes.plan_review, name="plan_review"),
    path("child/<uuid:ref>/iro/", changes.allocate, name="allocate"),
    path("child/<uuid:ref>/details/", changes.details, name="details"),
    path("child/<uuid:ref>/restriction/", changes.restrict, name="restrict"),
    path("service/", service.service, name="service"),
    path("settings/", settings.settings, name="settings"),
    path("settings/rules/<str:name>/", settings.rule, name="rule"),
    path("accounts/", include("allauth.urls")),
    path("session/", plain.keep_alive, name="keep_alive"),
    path("health", plain.health, name="health"),
    path("brand.css", plain.brand, name="brand"),
    path("<str:topic>", plain.about, name="about_page"),
]
