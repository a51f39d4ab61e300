"""Keys for programs: the person's own, made here, shown once, revoked here."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.services.tokens import create_token, revoke_token
from core import clock
from core.errors import DomainError
from pages.forms import TokenForm
from pages.people import signed_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def tokens(request: HttpRequest) -> HttpResponse:
    """The person's keys; a POST makes one and shows it, this once."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, form, status=400 if form.is_bound else 200)
    try:
        _token, key = create_token(signed_in(request), now=clock.now(), **form.cleaned_data)
    except DomainError as refusal:
        form.add_error(None, refusal.message)
        return _page(request, form, status=422)
    return _page(request, TokenForm(), key=key, status=201)


@never_cache
@require_POST
@login_required
def revoke(request: HttpRequest, token_id: uuid.UUID) -> HttpResponse:
    """End one of the person's own keys; another's is not found."""
    person = signed_in(request)
    token = get_object_or_404(person.api_tokens, pk=token_id)
    revoke_token(token, by=person, now=clock.now())
    messages.success(request, _("Ce jeton ne marche plus."))
    return redirect("account_tokens")


def _page(request: HttpRequest, form: TokenForm, *, status: int, key: str = "") -> HttpResponse:
    living = signed_in(request).api_tokens.filter(revoked_at=None)
    content = {"form": form, "tokens": living, "key": key}
    return render(request, "pages/tokens.html", content, status=status)
