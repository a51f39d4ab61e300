"""Two sites, what stands in them, and one person for every role that may look at it."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from accounts.models import Person, Role, RoleAssignment
from equipment.models import Category
from spaces.models import Offer, Policy, Site

NOW = dt.datetime(2027, 3, 2, 9, 0, tzinfo=dt.UTC)


def site(slug: str) -> Site:
    return Site.objects.create(
        slug=slug, name_fr=slug, address="1 rue", postcode="62100", city="Calais"
    )


def category(code: str = "fdm") -> Category:
    return Category.objects.create(code=code, name_fr=f"Imprimantes {code}")


def offer(where: Site, slug: str = "imprimante") -> Offer:
    policy = Policy.objects.create(name=f"Règles {slug}")
    return Offer.objects.create(
        site=where, slug=slug, kind="printer_3d", name_fr="Imprimante 3D", policy=policy
    )


def person(name: str, role: Role | None = None, where: Site | None = None) -> Person:
    """Somebody, with at most one role; roles without a site hold for the house."""
    made = Person.objects.create_user(f"{name}@mnic.test", None, name=name)
    if role is not None:
        RoleAssignment.objects.create(person=made, role=role, site=where)
    return made


def everybody(here: Site, elsewhere: Site) -> Iterator[tuple[str, Person | None]]:
    """Every kind of viewer: no one, a member, each role here and there, and those who left."""
    yield "visitor", None
    yield "member", person("member")
    for role in Role:
        yield f"{role} of the house", person(f"{role}-house", role)
    for role in (Role.HOST, Role.FAB_MANAGER):
        yield f"{role} here", person(f"{role}-here", role, here)
        yield f"{role} elsewhere", person(f"{role}-elsewhere", role, elsewhere)
    for role in (None, *Role):
        left = person(f"left-{role}", role)
        Person.objects.filter(pk=left.pk).update(is_active=False)
        yield f"{role or 'member'} who has left", Person.objects.get(pk=left.pk)


def address(model: type, page: str, *arguments: object) -> str:
    """Of one page of the admin."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)
