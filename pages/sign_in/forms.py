"""Sign-up: an e-mail and a name. What is typed changes nothing before the address is proved."""

from typing import Any

from allauth.account.forms import SignupForm
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.services.emails import has_verified_email


class SignUpForm(SignupForm):
    """Opens a file, or offers an unclaimed one to whoever reads its e-mail.

    Three answers that a stranger cannot tell apart: a new address gets a code; so does the address
    of a file that staff opened and nobody has claimed; an address with an owner gets a letter that
    says so. A file is never matched by name, and never changed from here.
    """

    name = forms.CharField(
        label=_("Votre nom"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A password chosen now would be a stranger's, if the address is not theirs.
        del self.fields["password1"]

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not name:
            raise forms.ValidationError(_("Écrivez votre nom."))
        return name

    def try_save(self, request: HttpRequest) -> tuple[Person | None, HttpResponseBase | None]:
        unclaimed = self._unclaimed_file()
        if unclaimed is None:
            answer: tuple[Person | None, HttpResponseBase | None] = super().try_save(request)
            return answer
        login = Login(
            user=unclaimed,
            email=unclaimed.email,
            signup=True,
            redirect_url=get_next_redirect_url(request),
        )
        return unclaimed, perform_login(request, login)

    def _unclaimed_file(self) -> Person | None:
        person = Person.objects.filter(email=self.cleaned_data["email"], is_active=True).first()
        return None if person is None or has_verified_email(person) else person
