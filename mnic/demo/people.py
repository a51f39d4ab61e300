"""The people of the demo house: one account for every role, staff, members and organisations.

All names are made up; addresses end in .example, so no letter can leave.
"""

import datetime as dt
import secrets
from dataclasses import dataclass
from random import Random

from accounts.models import Answer, Audience, Organisation, Person, Role, RoleAssignment
from accounts.services.create_organisation import create_organisation
from accounts.services.emails import verify_email
from accounts.services.members import add_member
from spaces.models import Site

AUDIENCES = (
    ("project_holder", "Porteur de projet", "Project holder", False),
    ("resident", "Habitant", "Resident", False),
    ("student", "Étudiant", "Student", False),
    ("job_seeker", "Demandeur d’emploi", "Job seeker", False),
    ("company", "Entreprise", "Company", True),
    ("association", "Association", "Association", True),
    ("school", "École", "School", True),
)
PERSONAL = ("project_holder", "resident", "student", "job_seeker")
FIRST_NAMES = (
    "Awa", "Baptiste", "Camille", "Dounia", "Émile", "Fatou", "Gaspard", "Hélène", "Ibrahim",
    "Jeanne", "Karim", "Léa", "Mathis", "Nadia", "Océane", "Paul", "Quentin", "Rose", "Samir",
    "Thérèse", "Ulysse", "Valérie", "William", "Yasmine", "Zoé",
)  # fmt: skip
LAST_NAMES = (
    "Delattre", "Vasseur", "Lefebvre", "Diop", "Benali", "Caron", "Dubois", "Fournier",
    "Hennebelle", "Kowalski", "Leroy", "Merlin", "Noël", "Pruvost", "Rousseau", "Sauvage",
)  # fmt: skip
COMMUNES = ("Calais", "Coquelles", "Marck", "Sangatte", "Guînes", "Coulogne", "Ardres")
ORGANISATIONS = (
    ("Ateliers du Détroit", "company"),
    ("Dentelle & Pixels", "company"),
    ("Les Amis du Phare", "association"),
    ("Lycée de la Côte", "school"),
)
MEMBERS = 80


@dataclass(frozen=True, slots=True)
class Account:
    """One demo account as it is printed; the password exists nowhere else in clear."""

    email: str
    password: str
    role: str
    site: str | None


@dataclass(frozen=True, slots=True)
class People:
    """Everybody the bookings need."""

    accounts: list[Account]
    director: Person
    hosts: dict[str, Person]
    fab_manager: Person
    holder: Person
    resident: Person
    members: list[Person]


def make_people(sites: dict[str, Site], random: Random, *, now: dt.datetime) -> People:
    """Accounts with fresh random passwords, then members without one."""
    audiences = _audiences()
    accounts: list[Account] = []

    def account(name: str, email: str, role: str, site: str | None = None) -> Person:
        person, made = _account(name, email, role, sites.get(site or ""), site, now=now)
        accounts.append(made)
        return person

    director = account("Diane Lemaire", "direction@mnic.example", Role.DIRECTOR)
    account("Adrien Admin", "admin@mnic.example", Role.ADMIN)
    account("Claire Compte", "compta@mnic.example", Role.ACCOUNTANT)
    hosts = {
        slug: account(f"Accueil {site.name_fr}", f"accueil-{slug}@mnic.example", Role.HOST, slug)
        for slug, site in sites.items()
    }
    fab_manager = account("Félix Fabre", "fab@mnic.example", Role.FAB_MANAGER, "marcel-doret")
    holder = account("Paula Projet", "projet@mnic.example", "member")
    resident = account("Rémi Résident", "resident@mnic.example", "member")
    for person, code in ((holder, "project_holder"), (resident, "resident")):
        Person.objects.filter(pk=person.pk).update(audience=audiences[code])
        person.audience = audiences[code]
    members = [_member(audiences, random, number) for number in range(MEMBERS)]
    Person.objects.bulk_create(members)
    people = People(accounts, director, hosts, fab_manager, holder, resident, members)
    _organisations(people, audiences, now=now)
    return people


def _audiences() -> dict[str, Audience]:
    return {
        code: Audience.objects.create(
            code=code,
            name_fr=french,
            name_en=english,
            is_for_organisations=bodies,
            position=position,
        )
        for position, (code, french, english, bodies) in enumerate(AUDIENCES)
    }


def _account(
    name: str, email: str, role: str, site: Site | None, slug: str | None, *, now: dt.datetime
) -> tuple[Person, Account]:
    password = secrets.token_urlsafe(12)
    person = Person.objects.create_user(email, password, name=name)
    verify_email(person, by=None, now=now)
    if role != "member":
        RoleAssignment.objects.create(person=person, role=role, site=site)
    return person, Account(email, password, str(role), slug)


def _member(audiences: dict[str, Audience], random: Random, number: int) -> Person:
    name = f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}"
    asked = random.random()
    person = Person(
        name=name,
        email=f"membre{number}@mnic.example" if random.random() < 0.8 else None,
        telephone=f"06 39 98 {number // 100:02d} {number % 100:02d}",
        language="en" if random.random() < 0.1 else "fr",
        audience=audiences[random.choice(PERSONAL)],
    )
    person.set_unusable_password()
    if asked < 0.6:
        person.birth_year, person.birth_year_answer = random.randint(1945, 2010), Answer.GIVEN
        person.commune, person.commune_answer = random.choice(COMMUNES), Answer.GIVEN
    elif asked < 0.7:
        person.birth_year_answer = person.commune_answer = Answer.DECLINED
    return person


def _organisations(
    people: People, audiences: dict[str, Audience], *, now: dt.datetime
) -> list[Organisation]:
    made = []
    for number, (name, kind) in enumerate(ORGANISATIONS):
        body = create_organisation(
            name=name, kind=kind, by=people.director, now=now, audience=audiences[kind]
        )
        for member in people.members[number * 3 : number * 3 + 3]:
            add_member(body, member, by=people.director, now=now)
        made.append(body)
    add_member(made[0], people.holder, by=people.director, now=now, is_manager=True)
    return made
