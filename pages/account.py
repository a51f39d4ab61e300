"""One's own account: the overview, the file and the optional questions."""

from typing import TypeVar
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.mfa import has_mfa
from accounts.questions import questions_due
from accounts.services.update_person import answer_questions, update_person
from core import clock
from core.errors import DomainError
from pages.forms import PersonForm, QuestionsForm
from pages.people import signed_in

Form = TypeVar("Form", bound=forms.Form)


@never_cache
@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """What the house knows of the person, and the doors to change it."""
    return _overview(request)


@never_cache
@require_POST
@login_required
def change(request: HttpRequest) -> HttpResponse:
    """Keep name, telephone and language."""
    person, form = signed_in(request), PersonForm(request.POST)
    if not form.is_valid():
        return _overview(request, person_form=form)
    try:
        update_person(person, by=person, now=clock.now(), **form.cleaned_data)
    except DomainError as refusal:
        return _overview(request, person_form=_refused(form, refusal))
    messages.success(request, _("C’est enregistré."))
    response = redirect("account_overview")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, form.cleaned_data["language"], samesite="Lax"
    )
    return response


@never_cache
@require_POST
@login_required
def answer(request: HttpRequest) -> HttpResponse:
    """Keep the answers to the optional questions, refusals included."""
    person, form = signed_in(request), QuestionsForm(request.POST)
    if not form.is_valid():
        return _overview(request, questions_form=form)
    try:
        today = clock.today(ZoneInfo(settings.TIME_ZONE))
        answer_questions(person, by=person, now=clock.now(), today=today, **form.answers())
    except DomainError as refusal:
        return _overview(request, questions_form=_refused(form, refusal))
    messages.success(request, _("Merci. C’est enregistré."))
    return redirect("account_overview")


def _overview(
    request: HttpRequest,
    *,
    person_form: PersonForm | None = None,
    questions_form: QuestionsForm | None = None,
) -> HttpResponse:
    person = signed_in(request)
    refused = person_form is not None or questions_form is not None
    content = {
        "person": person,
        "person_form": person_form or PersonForm.of(person),
        "questions_form": questions_form or QuestionsForm.of(person),
        "questions_due": questions_due(person, clock.today(ZoneInfo(settings.TIME_ZONE))),
        "has_mfa": has_mfa(person),
    }
    return render(request, "pages/account.html", content, status=400 if refused else 200)


def _refused(form: Form, refusal: DomainError) -> Form:
    for field, sentences in (refusal.fields or {"": [refusal.message]}).items():
        form.add_error(field if field in form.fields else None, sentences)
    return form
