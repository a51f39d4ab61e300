"""Bookings: who, when, why, in which state, at which price."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation, Person
from bookings.states import LAPSING, State
from core.ids import uuid7
from spaces.models import Offer, Resource, Site


class Channel(models.TextChoices):
    """How an order reached the house; the legal steps follow it."""

    ONLINE = "online", "en ligne"
    PHONE = "phone", "par téléphone"
    DESK = "desk", "à l’accueil"


class Booking(models.Model):
    """One promise of the house. Its price and the answers of its person are snapshots of that day.

    A hold that a visitor made before signing up has no person; it is its session's (`holder_key`,
    a SHA-256) until that visitor confirms it. `sequence` is RFC 5545's: it grows with each change
    of time, place or standing, so that calendar programmes know which of two files is the newer.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="+", verbose_name="site")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="bookings", verbose_name="personne"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        related_name="bookings",
        verbose_name="organisation",
    )
    booked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="réservé par"
    )
    holder_key = models.CharField("empreinte du visiteur", max_length=64, blank=True, default="")
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin")
    state = models.CharField("état", max_length=20, choices=State.choices)
    held_until = models.DateTimeField("gardée jusqu’à", null=True)
    hold_extended = models.BooleanField("garde prolongée", default=False)
    purpose = models.CharField("objet", max_length=200, blank=True, default="")
    party_size = models.PositiveSmallIntegerField("personnes", default=1)
    channel = models.CharField("canal", max_length=8, choices=Channel.choices)
    price_cents = models.PositiveIntegerField("prix (centimes)")
    currency = models.CharField("monnaie", max_length=3, default="EUR")
    price_snapshot = models.JSONField("détail du prix", default=dict)
    audience_code = models.CharField("public", max_length=40, blank=True, default="")
    age_band = models.CharField("tranche d’âge", max_length=20, default="not_asked")
    commune = models.CharField("commune", max_length=120, default="not_asked")
    programme = models.CharField("dispositif", max_length=120, default="not_asked")
    terms_version = models.CharField("version des conditions", max_length=20, default="1")
    reason = models.CharField("motif", max_length=500, blank=True, default="")
    created_at = models.DateTimeField("créée le")
    changed_at = models.DateTimeField("modifiée le")
    # The database has the default too: the web of the version before inserts without the column.
    sequence = models.PositiveIntegerField("révision", default=0, db_default=0)

    class Meta:
        ordering = ("starts_at", "id")
        indexes = (
            models.Index(fields=("person", "starts_at"), name="booking_of_person"),
            models.Index(fields=("site", "starts_at"), name="booking_of_site"),
            models.Index(
                fields=("held_until",),
                condition=Q(held_until__isnull=False),
                name="booking_that_may_lapse",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="booking_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="booking_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(held_until__isnull=True) | Q(state__in=sorted(LAPSING)),
                name="booking_held_only_while_lapsing",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.HOLD) | Q(held_until__isnull=False),
                name="hold_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False)
                | Q(state__in=(State.HOLD, State.EXPIRED, State.CANCELLED)),
                name="booking_belongs_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(holder_key=""),
                name="visitor_hold_has_a_holder",
            ),
            models.CheckConstraint(condition=Q(party_size__gt=0), name="booking_has_a_party"),
            models.UniqueConstraint(
                fields=("holder_key",),
                condition=Q(state=State.HOLD) & ~Q(holder_key=""),
                name="one_hold_a_visitor",
            ),
        )
        verbose_name = "réservation"
        verbose_name_plural = "réservations"

    def __str__(self) -> str:
        start = self.starts_at.astimezone(self.site.zone)
        return f"{start:%d/%m/%Y %H:%M} · {self.get_state_display()}"


class BookingItem(models.Model):
    """One offer within a booking, how many of it, and the resource chosen by name, if any."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    booking = models.ForeignKey(
        Booking, models.CASCADE, related_name="items", verbose_name="réservation"
    )
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+", verbose_name="offre")
    quantity = models.PositiveSmallIntegerField("nombre", default=1)
    resource = models.ForeignKey(
        Resource, models.PROTECT, null=True, related_name="+", verbose_name="ressource choisie"
    )

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(quantity__gt=0), name="item_quantity_positive"),
            models.CheckConstraint(
                condition=Q(resource__isnull=True) | Q(quantity=1), name="named_item_is_one"
            ),
        )

    def __str__(self) -> str:
        return f"{self.quantity} × {self.offer}"
