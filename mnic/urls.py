"""The addresses of the house: the admin, the API, then the pages for people."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("admin/", admin.site.urls),
]
