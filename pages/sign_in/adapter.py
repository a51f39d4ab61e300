"""The house's rules at the door: six-digit codes, letters without links, each act kept."""

import datetime as dt
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.forms import BaseForm
from django.http import HttpRequest

from accounts.permissions import is_staff
from accounts.services.emails import has_verified_email
from core import audit, clock
from core.translation import is_english
from notifications.services.post import post_written

DIGITS = 6
# The longest of the limits in mnic/settings/accounts.py; allauth itself refuses older codes.
CODE_LIVES = dt.timedelta(minutes=15)
DAY_OF_SITE = "/accueil/jour"


class AccountAdapter(DefaultAccountAdapter):
    """django-allauth, as this house wants it."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Without a page to go on to, whoever works here arrives at the day of their site."""
        if is_staff(request.user if request.user.is_authenticated else None):
            return DAY_OF_SITE
        home: str = super().get_login_redirect_url(request)
        return home

    def save_user(
        self, request: HttpRequest, user: Any, form: BaseForm, commit: bool = True
    ) -> Any:
        """A new file from the sign-up form: a name, a language, no password."""
        user.name = form.cleaned_data["name"]
        user.language = "en" if is_english() else "fr"
        person: Any = super().save_user(request, user, form, commit)
        audit.record("person.signed_up", person, by=person, now=clock.now())
        return person

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """The address is proved: from here on the file has its owner.

        Not by the code of an address that staff have taken off an unclaimed file meanwhile.
        """
        file = email_address.user
        if email_address.email != file.email and not has_verified_email(file):
            return False
        confirmed = bool(super().confirm_email(request, email_address))
        if confirmed:
            person = email_address.user
            audit.record("person.email_verified", person, by=person, now=clock.now())
        return confirmed

    def set_password(self, user: Any, password: str) -> None:
        """Keep the new password; every other session of the person ends with the old one."""
        super().set_password(user, password)
        audit.record("person.password_set", user, by=user, now=clock.now())

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """A letter of the house; it holds no link, so no forged Host header can lead astray."""
        letter_context = context | {"house": settings.HOUSE}
        return super().render_mail(template_prefix, email, letter_context, headers)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Post the letter with the others; whoever signs up waits for no mail server.

        A letter with a code is a secret, and worth nothing once the code has expired.
        """
        letter, now = (
            self.render_mail(template_prefix, email, {"email": email} | context),
            clock.now(),
        )
        has_code = "code" in context
        post_written(
            address=email,
            subject=str(letter.subject),
            text=str(letter.body),
            language="en" if is_english() else "fr",
            person=context.get("user"),
            secret=has_code,
            expires_at=now + CODE_LIVES if has_code else None,
            now=now,
        )

    def generate_email_verification_code(self) -> str:
        return _six_digits()

    def generate_login_code(self) -> str:
        return _six_digits()

    def generate_password_reset_code(self) -> str:
        return _six_digits()


def _six_digits() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
