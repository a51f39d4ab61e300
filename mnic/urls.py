"""The addresses of the house: the admin, the API, then the pages for people."""

from django.contrib import admin
from django.urls import path

from mnic.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("admin/", admin.site.urls),
]
