"""The tables of people."""

from accounts.models.audience import Audience
from accounts.models.organisation import Organisation, OrganisationMember
from accounts.models.person import Answer, Person
from accounts.models.role import RoleAssignment
from accounts.models.roles import Role
from accounts.models.token import ApiToken

__all__ = (
    "Answer",
    "ApiToken",
    "Audience",
    "Organisation",
    "OrganisationMember",
    "Person",
    "Role",
    "RoleAssignment",
)
