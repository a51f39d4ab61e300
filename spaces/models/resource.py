"""Resources: the concrete things that one party occupies at a time, and their features."""

from django.db import models

from core.ids import uuid7
from core.translation import translated
from spaces.models.site import Site


class Kind(models.TextChoices):
    """What people look for; each has a pictogram on the first screen."""

    DESK = "desk", "bureau"
    ROOM = "room", "salle de réunion"
    WORKSTATION = "workstation", "poste de travail"
    PRINTER_3D = "printer_3d", "imprimante 3D"
    LASER = "laser", "découpeuse laser"
    CNC = "cnc", "fraiseuse numérique"
    VR_KIT = "vr_kit", "casque de réalité virtuelle"
    TABLET = "tablet", "tablette"
    LAPTOP = "laptop", "ordinateur portable"
    SPACE = "space", "espace entier"


class Feature(models.Model):
    """Something people filter by: a screen, a lift, a wheelchair desk."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField("code", max_length=40)
    name_fr = models.CharField("nom (français)", max_length=80)
    name_en = models.CharField("nom (anglais)", max_length=80, blank=True)
    name = translated("name")

    class Meta:
        ordering = ("name_fr",)
        constraints = (models.UniqueConstraint(fields=("code",), name="feature_code_unique"),)
        verbose_name = "caractéristique"
        verbose_name_plural = "caractéristiques"

    def __str__(self) -> str:
        return self.name


class Resource(models.Model):
    """The atom: one desk, one room, one machine. Its row is what a booking locks."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="resources", verbose_name="site")
    kind = models.CharField("nature", max_length=20, choices=Kind.choices)
    name_fr = models.CharField("nom (français)", max_length=120)
    name_en = models.CharField("nom (anglais)", max_length=120, blank=True)
    room = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contents",
        verbose_name="se trouve dans",
    )
    capacity = models.PositiveSmallIntegerField("places", null=True, blank=True)
    features = models.ManyToManyField(Feature, blank=True, verbose_name="caractéristiques")
    position = models.PositiveSmallIntegerField("rang", default=0)
    is_active = models.BooleanField("réservable", default=True)
    name = translated("name")

    class Meta:
        ordering = ("site", "position", "name_fr", "id")
        constraints = (
            models.UniqueConstraint(fields=("site", "name_fr"), name="resource_name_once_a_site"),
        )
        verbose_name = "ressource"
        verbose_name_plural = "ressources"

    def __str__(self) -> str:
        return self.name
