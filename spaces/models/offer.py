"""Offers: what people see, price and book; a set of resources with a quantifier."""

from django.db import models
from django.db.models import Q

from core.ids import uuid7
from core.translation import translated
from spaces.models.hours import Hours
from spaces.models.policy import Policy
from spaces.models.resource import Kind, Resource
from spaces.models.site import Site


class Offer(models.Model):
    """ANY: give me k of these resources. ALL: the whole set as one."""

    class Quantifier(models.TextChoices):
        ANY = "any", "au choix dans l’ensemble"
        ALL = "all", "tout l’ensemble"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="offers", verbose_name="site")
    slug = models.SlugField("nom dans l’adresse", max_length=80)
    kind = models.CharField("nature", max_length=20, choices=Kind.choices)
    name_fr = models.CharField("nom (français)", max_length=120)
    name_en = models.CharField("nom (anglais)", max_length=120, blank=True)
    description_fr = models.TextField("description (français)", blank=True)
    description_en = models.TextField("description (anglais)", blank=True)
    safety_fr = models.TextField("consignes de sécurité (français)", blank=True)
    safety_en = models.TextField("consignes de sécurité (anglais)", blank=True)
    quantifier = models.CharField(
        "on réserve", max_length=3, choices=Quantifier.choices, default=Quantifier.ANY
    )
    resources: "models.ManyToManyField[Resource, OfferResource]" = models.ManyToManyField(
        Resource, through="OfferResource", related_name="offers", verbose_name="ressources"
    )
    policy = models.ForeignKey(Policy, models.PROTECT, verbose_name="règles de réservation")
    hours = models.ForeignKey(
        Hours,
        models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to=Q(kind="opening"),
        verbose_name="horaires propres",
        help_text="Vide : les horaires du site.",
    )
    capacity = models.PositiveSmallIntegerField(
        "personnes au plus, par unité", null=True, blank=True
    )
    choose_by_name = models.BooleanField("choix par nom", default=False)
    position = models.PositiveSmallIntegerField("rang", default=0)
    is_public = models.BooleanField("visible de tous", default=True)

    name = translated("name")
    description = translated("description")
    safety = translated("safety")

    class Meta:
        ordering = ("site", "position", "name_fr")
        constraints = (
            models.UniqueConstraint(fields=("site", "slug"), name="offer_slug_once_a_site"),
        )
        verbose_name = "offre"
        verbose_name_plural = "offres"

    def __str__(self) -> str:
        return self.name


class OfferResource(models.Model):
    """One resource of one offer."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="members", verbose_name="offre")
    resource = models.ForeignKey(
        Resource, models.CASCADE, related_name="memberships", verbose_name="ressource"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("offer", "resource"), name="resource_once_an_offer"),
        )
        verbose_name = "ressource de l’offre"
        verbose_name_plural = "ressources de l’offre"

    def __str__(self) -> str:
        return f"{self.offer} · {self.resource}"
