"""Places: the parts of a site that one sees on its plan, bookable or not."""

from django.db import models
from django.db.models import F, Q

from core.ids import uuid7
from core.translation import translated
from spaces.models.resource import Resource
from spaces.models.site import Site

# The plan of a floor is a grid of so many steps each way; what a step is worth is up to the house.
GRID = 100


class Place(models.Model):
    """A rectangle on the plan of one floor: a room, an open space, or the stairs to them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    site = models.ForeignKey(Site, models.CASCADE, related_name="places", verbose_name="site")
    name_fr = models.CharField("nom (français)", max_length=60)
    name_en = models.CharField("nom (anglais)", max_length=60, blank=True)
    floor = models.SmallIntegerField("étage", default=0)
    x = models.PositiveSmallIntegerField("depuis la gauche")
    y = models.PositiveSmallIntegerField("depuis le haut")
    width = models.PositiveSmallIntegerField("largeur")
    height = models.PositiveSmallIntegerField("profondeur")
    resources = models.ManyToManyField(
        Resource, blank=True, related_name="places", verbose_name="ce qui s’y trouve"
    )
    name = translated("name")

    class Meta:
        ordering = ("site", "floor", "y", "x")
        constraints = (
            models.UniqueConstraint(
                fields=("site", "floor", "name_fr"), name="place_name_once_a_floor"
            ),
            models.CheckConstraint(
                condition=Q(width__gte=1) & Q(height__gte=1), name="place_has_a_size"
            ),
            models.CheckConstraint(
                condition=Q(x__lte=GRID - F("width")) & Q(y__lte=GRID - F("height")),
                name="place_lies_on_the_plan",
            ),
        )
        verbose_name = "endroit du plan"
        verbose_name_plural = "endroits du plan"

    def __str__(self) -> str:
        return f"{self.site} · {self.name}"
