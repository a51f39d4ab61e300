"""The people of the demo house: one account for every role, staff, members and organisations.

All names are made up; addresses end in .example, so no letter can leave.
"""

import datetime as dt
import secrets
from dataclasses import dataclass
from random import Random

from accounts.errors import LooksLike
from accounts.models import Answer, Audience, Organisation, Person, Role
from accounts.services.create_organisation import create_organisation
from accounts.services.create_person import create_person
from accounts.services.emails import verify_email
from accounts.services.give_role import give_role
from accounts.services.members import add_member
from accounts.services.update_person import PersonChanges, answer_questions, update_person
from core import audit
from spaces.models import Site

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


@dataclass(frozen=True, slots=True)
class Desk:
    """Where files are opened: by whom, when, and in which publics people are counted."""

    by: list[Person]
    now: dt.datetime
    audiences: dict[str, Audience]
    random: Random


def make_people(sites: dict[str, Site], random: Random, *, now: dt.datetime) -> People:
    """Accounts with fresh random passwords, then members without one."""
    admin, first = _administrator(now=now)
    accounts = [first]

    def account(name: str, email: str, role: str = "member", site: str | None = None) -> Person:
        person = create_person(name=name, email=email, by=admin, now=now)
        if role != "member":
            site_id = sites[site].pk if site else None
            give_role(person, role=role, site_id=site_id, by=admin, now=now)
        accounts.append(_account(person, role, site, now=now))
        return person

    director = account("Diane Lemaire", "direction@mnic.example", Role.DIRECTOR)
    account("Claire Compte", "compta@mnic.example", Role.ACCOUNTANT)
    hosts = {
        slug: account(f"Accueil {site.name_fr}", f"accueil-{slug}@mnic.example", Role.HOST, slug)
        for slug, site in sites.items()
    }
    fab_manager = account("Félix Fabre", "fab@mnic.example", Role.FAB_MANAGER, "marcel-doret")
    holder = account("Paula Projet", "projet@mnic.example")
    resident = account("Rémi Résident", "resident@mnic.example")
    audiences = {audience.code: audience for audience in Audience.objects.all()}
    desk = Desk(list(hosts.values()), now, audiences, random)
    holder = _count(holder, "project_holder", desk, by=director)
    resident = _count(resident, "resident", desk, by=director)
    members = [_member(desk, number) for number in range(MEMBERS)]
    people = People(accounts, director, hosts, fab_manager, holder, resident, members)
    _organisations(people, audiences, now=now)
    return people


def _administrator(*, now: dt.datetime) -> tuple[Person, Account]:
    """The first of the house, whom nobody can have let in."""
    person = Person.objects.create_user("admin@mnic.example", name="Adrien Admin")
    give_role(person, role=Role.ADMIN, by=None, now=now)
    return person, _account(person, Role.ADMIN, None, now=now)


def _account(person: Person, role: str, site: str | None, *, now: dt.datetime) -> Account:
    """The house vouches for the address, and draws the password."""
    verify_email(person, by=None, now=now)
    password = secrets.token_urlsafe(12)
    person.set_password(password)
    person.save(update_fields=["password"])
    audit.record("person.password_set", person, by=None, now=now)
    return Account(str(person.email), password, str(role), site)


def _count(person: Person, audience: str, desk: Desk, *, by: Person) -> Person:
    return update_person(person, audience=desk.audiences[audience], by=by, now=desk.now)


def _member(desk: Desk, number: int) -> Person:
    """Somebody who came to one of the desks, was counted there and may have answered."""
    random, by = desk.random, desk.by[number % len(desk.by)]
    name = f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}"
    email = f"membre{number}@mnic.example" if random.random() < 0.8 else None
    telephone = f"06 39 98 {number // 100:02d} {number % 100:02d}"
    language = "en" if random.random() < 0.1 else "fr"

    def create(*, force: bool) -> Person:
        return create_person(
            name=name, email=email, telephone=telephone, language=language,
            by=by, now=desk.now, force=force,
        )  # fmt: skip

    try:
        person = create(force=False)
    except LooksLike:
        person = create(force=True)  # the host has looked: somebody of the same name
    return _answered(_count(person, random.choice(PERSONAL), desk, by=by), desk)


def _answered(person: Person, desk: Desk) -> Person:
    """Most were asked the optional questions; a tenth of all would not say."""
    asked, year = desk.random.random(), desk.random.randint(1945, 2010)
    commune = desk.random.choice(COMMUNES)
    if asked >= 0.7:
        return person
    answers: PersonChanges = {"birth_year": year, "commune": commune}
    if asked >= 0.6:
        answers = {"birth_year_answer": Answer.DECLINED, "commune_answer": Answer.DECLINED}
    today = desk.now.date()
    return answer_questions(person, by=person, now=desk.now, today=today, **answers)


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
