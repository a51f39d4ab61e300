"""The addresses of the house: the admin, the API, then the pages for people."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from api.views.ical import read_feed
from mnic.admin_pages import leave_out_foreign_tables

leave_out_foreign_tables()
# One way in for everybody: with codes, limits and the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler500 = "mnic.unavailable.answer"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("api.urls")),
    path("ical/<str:token>.ics", read_feed, name="ical"),
    path("", include("pages.urls")),
]
