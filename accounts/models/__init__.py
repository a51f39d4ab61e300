"""The tables of people."""

from accounts.models.audience import Audience
from accounts.models.organisation import Organisation, OrganisationMember
from accounts.models.person import Answer, Person
from accounts.models.role import Role, RoleAssignment

__all__ = ("Answer", "Audience", "Organisation", "OrganisationMember", "Person", "Role", "RoleAssignment")
