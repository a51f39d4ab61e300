"""The house's addresses and the floors'."""

from django.urls import path

from mnic.urls import urlpatterns as house
from tests.bench import floors

urlpatterns = [
    path("floor/nothing/", floors.Nothing.as_view()),
    path("floor/claims/", floors.InsertClaim.as_view()),
    path("floor/taken/", floors.TakenRows.as_view()),
    path("floor/free/", floors.FreeRanges.as_view()),
    *house,
]
