"""The forms of one's own account. What is written is checked once more by the services."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Answer, ApiToken, Person
from accounts.questions import OLDEST_BIRTH_YEAR
from accounts.validation import LONGEST_ANSWER, LONGEST_NAME, LONGEST_TELEPHONE

REFUSED = _("Je préfère ne pas répondre")


class PersonForm(forms.Form):
    """How the house calls and reaches the person."""

    name = forms.CharField(
        label=_("Nom"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    telephone = forms.CharField(
        label=_("Téléphone"),
        max_length=LONGEST_TELEPHONE,
        required=False,
        help_text=_("Pour vous prévenir d’un changement."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    language = forms.ChoiceField(label=_("Langue"), choices=(("fr", "Français"), ("en", "English")))

    @classmethod
    def of(cls, person: Person) -> "PersonForm":
        """The form filled in with what the file holds."""
        return cls(initial={name: getattr(person, name) for name in cls.base_fields})


class QuestionsForm(forms.Form):
    """Three optional questions; each may be left empty, or refused."""

    birth_year = forms.IntegerField(
        label=_("Année de naissance"), required=False, min_value=OLDEST_BIRTH_YEAR, max_value=2200
    )
    birth_year_refused = forms.BooleanField(label=REFUSED, required=False)
    commune = forms.CharField(label=_("Commune"), required=False, max_length=LONGEST_ANSWER)
    commune_refused = forms.BooleanField(label=REFUSED, required=False)
    programme = forms.CharField(
        label=_("Dispositif qui vous accompagne"),
        help_text=_("Par exemple : France Travail, mission locale."),
        required=False,
        max_length=LONGEST_ANSWER,
    )
    programme_refused = forms.BooleanField(label=REFUSED, required=False)

    @classmethod
    def of(cls, person: Person) -> "QuestionsForm":
        """The form filled in with the answers of last time."""
        initial: dict[str, Any] = {}
        for question in ("birth_year", "commune", "programme"):
            initial[question] = getattr(person, question)
            state = getattr(person, f"{question}_answer")
            initial[f"{question}_refused"] = state == Answer.DECLINED
        return cls(initial=initial)

    def answers(self) -> dict[str, Any]:
        """What was answered, as accounts.services.update_person takes it."""
        answers: dict[str, Any] = {}
        for question in ("birth_year", "commune", "programme"):
            if self.cleaned_data[f"{question}_refused"]:
                answers[f"{question}_answer"] = Answer.DECLINED.value
            else:
                answers[question] = self.cleaned_data[question]
        return answers


class TokenForm(forms.Form):
    """A new key for a program."""

    name = forms.CharField(
        label=_("Nom du programme"),
        max_length=80,
        help_text=_("Pour le reconnaître dans la liste."),
    )
    scope = forms.ChoiceField(
        label=_("Ce que le programme peut faire"),
        choices=(
            (ApiToken.Scope.READ, _("Lire seulement")),
            (ApiToken.Scope.WRITE, _("Lire et écrire")),
        ),
    )
