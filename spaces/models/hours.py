"""Hours: definitions live in django-scheduler, closures and computed open intervals here."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from core.ids import uuid7
from core.translation import translated
from spaces.models.site import Site


class Hours(models.Model):
    """A named set of weekly hours of a site: when doors are open, or when a manager is there."""

    class HoursKind(models.TextChoices):
        OPENING = "opening", "ouverture"
        ATTENDED = "attended", "présence d’un fab manager"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    site = models.ForeignKey(Site, models.CASCADE, related_name="hours", verbose_name="site")
    kind = models.CharField("nature", max_length=10, choices=HoursKind.choices)
    name = models.CharField("nom", max_length=120)
    is_default = models.BooleanField("horaires du site", default=True)
    calendar = models.OneToOneField(
        "schedule.Calendar", models.PROTECT, related_name="+", verbose_name="calendrier"
    )

    class Meta:
        ordering = ("site", "kind", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("site", "kind"), condition=Q(is_default=True), name="hours_one_default"
            ),
        )
        verbose_name = "horaires"
        verbose_name_plural = "horaires"

    def __str__(self) -> str:
        return f"{self.site} · {self.name}"


class HoursEntry(models.Model):
    """Ties one event of django-scheduler to its hours and says in which season it counts."""

    class Season(models.TextChoices):
        ALWAYS = "always", "toute l’année"
        TERM = "term", "période scolaire"
        HOLIDAYS = "holidays", "vacances scolaires"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    hours = models.ForeignKey(Hours, models.CASCADE, related_name="entries")
    event = models.OneToOneField("schedule.Event", models.CASCADE, related_name="+")
    season = models.CharField(
        "saison", max_length=10, choices=Season.choices, default=Season.ALWAYS
    )

    class Meta:
        verbose_name = "plage horaire"
        verbose_name_plural = "plages horaires"

    def __str__(self) -> str:
        return f"{self.hours} · {self.get_season_display()}"


class SchoolHoliday(models.Model):
    """School holidays of one zone; both days included."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    zone = models.CharField("zone", max_length=5, choices=Site.SchoolZone.choices)
    name = models.CharField("nom", max_length=120)
    first_day = models.DateField("premier jour")
    last_day = models.DateField("dernier jour")

    class Meta:
        ordering = ("first_day", "zone")
        constraints = (
            models.UniqueConstraint(fields=("zone", "first_day"), name="school_holiday_once"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="school_holiday_in_order"
            ),
        )
        verbose_name = "vacances scolaires"
        verbose_name_plural = "vacances scolaires"

    def __str__(self) -> str:
        return f"{self.name} ({self.zone})"


class Closure(models.Model):
    """A stretch of time when a whole site is shut, whatever its hours say."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    site = models.ForeignKey(Site, models.CASCADE, related_name="closures", verbose_name="site")
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin")
    reason_fr = models.CharField("motif (français)", max_length=200)
    reason_en = models.CharField("motif (anglais)", max_length=200, blank=True)
    reason = translated("reason")

    class Meta:
        ordering = ("starts_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="closure_ends_after_start"
            ),
        )
        verbose_name = "fermeture"
        verbose_name_plural = "fermetures"

    def __str__(self) -> str:
        return f"{self.site} · {self.reason}"


class OpenInterval(models.Model):
    """One stretch of open time, computed from hours, holidays, closures; never edited by hand."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    hours = models.ForeignKey(Hours, models.CASCADE, related_name="intervals")
    period = DateTimeRangeField()

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="open_intervals_do_not_overlap",
                expressions=(("hours", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)),
            ),
            models.CheckConstraint(
                condition=Q(period__isempty=False)
                & Q(period__startswith__isnull=False)
                & Q(period__endswith__isnull=False),
                name="open_interval_is_bounded",
            ),
        )

    def __str__(self) -> str:
        return str(self.period)
