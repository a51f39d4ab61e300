"""The outbox: a row per message to one person, written with what it tells, then delivered."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from core.ids import uuid7
from notifications.states import TO_DO, State


class Message(models.Model):
    """One message to one person. `facts` holds ids, times, cents and codes; never a name.

    What it says is made once, when it is first due, and kept: a second try sends the same letter
    under the same Message-ID; only the desk's retry makes it anew. `secret` letters
    (codes to sign in) lose their text once sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="messages", verbose_name="personne"
    )
    address = models.EmailField("adresse e-mail", blank=True, default="")
    language = models.CharField("langue", max_length=2, blank=True, default="")
    kind = models.CharField("sorte", max_length=60)
    about_kind = models.CharField("à propos de", max_length=60, blank=True, default="")
    about_id = models.UUIDField("identifiant", null=True)
    # The site whose staff look after it; named as roles do, spaces stands to the right (ADR 0005).
    site_id = models.UUIDField("site", null=True)
    facts = models.JSONField("faits", default=dict)
    key = models.CharField("une seule fois", max_length=200)
    secret = models.BooleanField("secret", default=False)

    state = models.CharField("état", max_length=10, choices=State.choices, default=State.WAITING)
    send_after = models.DateTimeField("pas avant")
    expires_at = models.DateTimeField("plus après", null=True)
    next_try_at = models.DateTimeField("prochain essai")
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    last_failure = models.CharField("dernier échec", max_length=60, blank=True, default="")

    prepared_at = models.DateTimeField("rédigé le", null=True)
    subject = models.CharField("objet", max_length=200, blank=True, default="")
    text = models.TextField("texte", blank=True, default="")
    html = models.TextField("page", blank=True, default="")
    calendar = models.TextField("agenda", blank=True, default="")
    calendar_method = models.CharField("méthode d’agenda", max_length=10, blank=True, default="")
    message_id = models.CharField("Message-ID", max_length=200)

    created_at = models.DateTimeField("créé le")
    sent_at = models.DateTimeField("envoyé le", null=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("key",), name="message_once"),
            models.UniqueConstraint(fields=("message_id",), name="message_id_once"),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="message_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | (~Q(state=State.SENT) & Q(sent_at__isnull=True)),
                name="message_sent_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(address=""), name="message_to_somebody"
            ),
            models.CheckConstraint(
                condition=Q(about_kind="", about_id__isnull=True)
                | (~Q(about_kind="") & Q(about_id__isnull=False)),
                name="message_about_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=TO_DO) | ~Q(last_failure=""),
                name="message_to_do_says_why",
            ),
            models.CheckConstraint(
                condition=Q(next_try_at__gte=F("send_after")), name="message_not_before_its_time"
            ),
        )
        indexes = (
            models.Index(
                fields=("next_try_at", "id"),
                condition=Q(state=State.WAITING),
                name="message_due",
            ),
            models.Index(
                fields=("about_id",), condition=Q(about_id__isnull=False), name="message_about"
            ),
        )
        verbose_name = "message"
        verbose_name_plural = "messages"

    def __str__(self) -> str:
        return f"{self.kind} · {self.get_state_display()}"
