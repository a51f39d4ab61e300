"""Sites: the houses themselves, their address, clock and how to come in."""

from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models

from core.ids import uuid7
from core.translation import translated


def check_time_zone(name: str) -> None:
    """Refuse a name that the tz database does not know."""
    if name not in available_timezones():
        raise ValidationError("Fuseau horaire inconnu : %(name)s", params={"name": name})


class Site(models.Model):
    """One house of the network. All wall-clock rules of what stands in it follow its zone."""

    class SchoolZone(models.TextChoices):
        A = "A", "zone A"
        B = "B", "zone B"
        C = "C", "zone C"
        CORSICA = "Corse", "Corse"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField("nom dans l’adresse", max_length=60)
    name_fr = models.CharField("nom (français)", max_length=120)
    name_en = models.CharField("nom (anglais)", max_length=120, blank=True)
    address = models.CharField("adresse", max_length=200)
    postcode = models.CharField("code postal", max_length=12)
    city = models.CharField("ville", max_length=80)
    country = models.CharField("pays", max_length=2, default="FR")
    time_zone = models.CharField(
        "fuseau horaire", max_length=60, default="Europe/Paris", validators=(check_time_zone,)
    )
    school_zone = models.CharField(
        "zone scolaire", max_length=5, choices=SchoolZone.choices, default=SchoolZone.B
    )
    closes_on_public_holidays = models.BooleanField("fermé les jours fériés", default=True)
    telephone = models.CharField("téléphone", max_length=40, blank=True)
    email = models.EmailField("adresse e-mail", blank=True)
    directions_fr = models.TextField("comment entrer (français)", blank=True)
    directions_en = models.TextField("comment entrer (anglais)", blank=True)
    accessibility_fr = models.TextField("accessibilité (français)", blank=True)
    accessibility_en = models.TextField("accessibilité (anglais)", blank=True)
    max_party_size = models.PositiveSmallIntegerField(
        "personnes au plus, par groupe", null=True, blank=True
    )
    position = models.PositiveSmallIntegerField("rang", default=0)
    is_active = models.BooleanField("ouvert au public", default=True)

    name = translated("name")
    directions = translated("directions")
    accessibility = translated("accessibility")

    class Meta:
        ordering = ("position", "name_fr")
        constraints = (models.UniqueConstraint(fields=("slug",), name="site_slug_unique"),)
        verbose_name = "site"
        verbose_name_plural = "sites"

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)
