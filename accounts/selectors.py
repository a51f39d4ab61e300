"""Reading people and organisations: who sees whom, search, and who looks like whom."""

import re
from typing import Any

from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Right

from accounts import similar
from accounts.models import Organisation, OrganisationMember, Person
from accounts.permissions import is_staff, managed_organisations
from accounts.telephone import SIGNIFICANT, significant_digits

FEWEST_DIGITS = 4
MOST_LOOKALIKES = 10


def people_visible_to(viewer: Person | None) -> QuerySet[Person]:
    """Every person for staff, oneself for a member, nobody for a visitor."""
    if viewer is None or not viewer.is_active:
        return Person.objects.none()
    people = Person.objects.select_related("audience")
    return people if is_staff(viewer) else people.filter(pk=viewer.pk)


def organisations_visible_to(viewer: Person | None) -> QuerySet[Organisation]:
    """Every organisation for staff, one's own for a member."""
    if viewer is None or not viewer.is_active:
        return Organisation.objects.none()
    organisations = Organisation.objects.select_related("audience")
    if is_staff(viewer):
        return organisations
    return organisations.filter(pk__in=viewer.memberships.values("organisation_id"))


def members_visible_to(viewer: Person | None) -> QuerySet[OrganisationMember]:
    """Every membership for staff, those of organisations one manages, and one's own; by name."""
    members = OrganisationMember.objects.select_related("person").order_by("person__name", "pk")
    if viewer is None or not viewer.is_active:
        return members.none()
    if is_staff(viewer):
        return members
    managed = Q(organisation__in=managed_organisations(viewer))
    return members.filter(managed | Q(person=viewer))


def find_people(search: str, viewer: Person | None) -> QuerySet[Person]:
    """The people the viewer may see whose name, e-mail or telephone holds what was typed."""
    people = people_visible_to(viewer)
    typed = search.replace("\x00", "").split()
    if not typed:
        return people
    found = Q(*(Q(name__unaccent__icontains=word) for word in typed))
    found |= Q(email__icontains=" ".join(typed))
    digits = significant_digits(search)
    if len(digits) >= FEWEST_DIGITS and not re.search(r"[^\W\d]", search):
        people = _with_digits(people)
        found |= Q(digits__contains=digits.removeprefix("0"))
    return people.filter(found)


def find_lookalikes(traits: similar.Traits) -> list[tuple[Person, tuple[str, ...]]]:
    """Up to ten people who may be the one described, with the reasons, best first."""
    near = _with_digits(Person.objects.prefetch_related("organisations")).filter(_near(traits))
    found = [(person, similar.reasons(traits, _traits_of(person))) for person in near]
    likely = [(person, reasons) for person, reasons in found if reasons]
    return sorted(likely, key=lambda pair: -len(pair[1]))[:MOST_LOOKALIKES]


def describe_lookalike(person: Person, reasons: tuple[str, ...]) -> dict[str, Any]:
    """One entry of details.people of a 409, as the API shows it to staff."""
    organisations = [
        {"id": str(organisation.pk), "name": organisation.name}
        for organisation in person.organisations.all()
    ]
    return {
        "id": str(person.pk),
        "name": person.name,
        "telephone": person.telephone,
        "birth_year": person.birth_year,
        "organisations": organisations,
        "reasons": list(reasons),
    }


def _near(traits: similar.Traits) -> Q:
    near = Q(digits=significant_digits(traits.telephone)) if traits.telephone else Q()
    for word in similar.words(traits.name):
        if len(word) >= similar.SHORTEST_WORD:
            near |= Q(name__unaccent__icontains=word)
    return near or Q(pk__in=())


def _traits_of(person: Person) -> similar.Traits:
    return similar.Traits(
        name=person.name,
        telephone=person.telephone,
        birth_year=person.birth_year,
        organisations=frozenset(organisation.pk for organisation in person.organisations.all()),
    )


def _with_digits(people: QuerySet[Person]) -> QuerySet[Person]:
    only = Func(
        F("telephone"),
        Value(r"\D"),
        Value(""),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )
    return people.annotate(digits=Right(only, SIGNIFICANT))
