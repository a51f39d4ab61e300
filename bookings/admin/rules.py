"""The admin pages of what rules booking: each save shows first whose booking would break the rules.

The pages themselves are described where their tables are; they are registered here, because only
bookings knows whom a change touches.
"""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from accounts.models import Person
from bookings.admin.two_steps import is_confirmed, question, tell
from bookings.services.change_rules import Touched, begin_change, touched_by
from core import clock, locks
from core.admin import AuditedAdmin
from core.errors import DomainError
from core.transactions import atomic_retrying
from equipment.admin import (
    AuthorisationAdmin,
    LoanAgreementAdmin,
    MachineAdmin,
    RequirementAdmin,
)
from equipment.models import Authorisation, LoanAgreement, Machine, Requirement
from spaces.admin import OfferAdmin, PolicyAdmin, ResourceAdmin, SiteAdmin
from spaces.models import Offer, Policy, Resource, Site


class _Unconfirmed(Exception):
    """Raised when all is written and somebody is touched: the transaction ends with nothing."""

    def __init__(self, row: Model, touched: list[Touched]) -> None:
        self.title = f"{str(row._meta.verbose_name).capitalize()} : {row}"
        self.touched = touched

    def ask(self, request: Any) -> TemplateResponse:
        back = request.get_full_path()
        return question(request, self.touched, title=self.title, back=back, carried={})


class AsksFirst(AuditedAdmin):
    """A form whose save is undone and asked about when it touches bookings, until one says yes."""

    def changeform_view(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return atomic_retrying(super().changeform_view)(request, *args, **kwargs)
        except _Unconfirmed as asked:
            return asked.ask(request)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return redirect(request.get_full_path())

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        request.rules_change = begin_change(obj, now=clock.now())
        super().save_model(request, obj, form, change)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Here all is written: the row, its lists, its inline rows."""
        super().save_related(request, form, formsets, change)
        request.touched = touched_by(request.rules_change)
        if request.touched:
            if not is_confirmed(request):
                raise _Unconfirmed(form.instance, request.touched)
            tell(request, request.touched)

    def also_audited(self, request: Any) -> dict[str, Any]:
        touched: list[Touched] = getattr(request, "touched", [])
        return {"touched": [str(one.booking.pk) for one in touched]} if touched else {}


@admin.register(Authorisation)
class AskingAuthorisationAdmin(AuthorisationAdmin):
    """Given at once; what is withdrawn may have bookings that stand on it."""

    @admin.action(description="Retirer les habilitations choisies", permissions=("add",))
    def revoke(self, request: Any, queryset: QuerySet[Authorisation]) -> Any:
        try:
            touched = atomic_retrying(self._revoke)(request, queryset)
        except _Unconfirmed as asked:
            return asked.ask(request)
        if touched:
            tell(request, touched)
        return None

    def _revoke(self, request: Any, queryset: QuerySet[Authorisation]) -> list[Touched]:
        # People before resources, the order of the house; the services lock them once more.
        locks.lock(Person.objects.filter(authorisations__in=queryset.values("pk")))
        changes = [begin_change(row, now=clock.now()) for row in queryset]
        super().revoke(request, queryset)
        touched = {one.booking: one for change in changes for one in touched_by(change)}
        if touched and not is_confirmed(request):
            raise _Unconfirmed(queryset[0], [*touched.values()])
        return [*touched.values()]


PAGES: dict[type[Model], type[AuditedAdmin]] = {
    Site: SiteAdmin,
    Resource: ResourceAdmin,
    Offer: OfferAdmin,
    Policy: PolicyAdmin,
    Machine: MachineAdmin,
    LoanAgreement: LoanAgreementAdmin,
    Requirement: RequirementAdmin,
}
for model, page in PAGES.items():
    admin.site.register(model, type(f"Asking{page.__name__}", (AsksFirst, page), {}))
