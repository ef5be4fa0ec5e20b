"""The addresses of signing in: those of django-allauth that we have a page for, and no others."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as directory
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sessions
from django.urls import path
from django.views.generic import RedirectView

from footprint.web.views import sign_in

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/elsewhere/", sign_in.no_password, name="account_set_password"),
    path("password/forgotten/", sign_in.forgotten, name="account_reset_password"),
    path("code/", factor.authenticate, name="mfa_authenticate"),
    path("code/again/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("code/set-up/", totp.activate_totp, name="mfa_activate_totp"),
    path("code/is-set/", RedirectView.as_view(pattern_name="account"), name="mfa_deactivate_totp"),  # nobody takes off their own
    path("code/done/", RedirectView.as_view(pattern_name="account"), name="mfa_index"),
    path("recovery/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sessions/", sessions.list_usersessions, name="usersessions_list"),
    path("directory/cancelled/", directory.login_cancelled, name="socialaccount_login_cancelled"),
    path("directory/failed/", directory.login_error, name="socialaccount_login_error"),
    path("directory/refused/", sign_in.refused_by_directory, name="socialaccount_signup"),
    path("directory/<str:provider_id>/", oidc.login, name="openid_connect_login"),
    path("directory/<str:provider_id>/back/", oidc.callback, name="openid_connect_callback"),
]
