"""The names of the roles, and what each may touch in the admin pages."""

from django.db import models


class Role(models.TextChoices):
    """The staff of the house; everybody else is a member or a visitor."""

    HOST = "host", "accueil"
    FAB_MANAGER = "fab_manager", "fab manager"
    ACCOUNTANT = "accountant", "comptable"
    DIRECTOR = "director", "direction"
    ADMIN = "admin", "administration technique"


HOUSE_ROLES = (Role.ACCOUNTANT, Role.DIRECTOR, Role.ADMIN)
ADMIN_ROLES = frozenset({Role.ADMIN, Role.DIRECTOR, Role.FAB_MANAGER})

_HOUSE_APPS = frozenset(
    {"core", "accounts", "spaces", "equipment", "memberships", "bookings", "billing"}
)
_TECHNICAL = frozenset({"core.auditentry", "accounts.roleassignment", "accounts.apitoken"})
_WORKSHOP = {
    "equipment.category": {"view", "add", "change"},
    "equipment.equipmentmodel": {"view", "add", "change"},
    "equipment.machine": {"view", "add", "change"},
    "equipment.kititem": {"view", "add", "change"},
    "equipment.authorisation": {"view", "add", "change"},
    "equipment.initiationrequest": {"view", "change"},
    "equipment.lender": {"view"},
    "equipment.loanagreement": {"view"},
    "spaces.resource": {"view", "change"},
    "spaces.feature": {"view"},
    "spaces.site": {"view"},
}


def admits(role: str, permission: str) -> bool:
    """Whether this role has Django's permission `app.action_model` in the admin pages.

    Admin: everything. Director: everything of the house, technical settings read only.
    Fab manager: machines, who may use them, and their resources; never a deletion. Which sites'
    rows they are is for the admin page to say (`accounts.permissions.staffed_sites`).
    """
    app, _, codename = permission.partition(".")
    action, _, model = codename.partition("_")
    subject = f"{app}.{model}"
    if role == Role.ADMIN:
        return True
    if role == Role.DIRECTOR:
        return app in _HOUSE_APPS and (action == "view" or subject not in _TECHNICAL)
    if role == Role.FAB_MANAGER:
        return action in _WORKSHOP.get(subject, ())
    return False


def admits_app(role: str, app: str) -> bool:
    """Whether this role sees anything at all of the app in the admin pages."""
    if role == Role.FAB_MANAGER:
        return any(subject.startswith(f"{app}.") for subject in _WORKSHOP)
    return role == Role.ADMIN or (role == Role.DIRECTOR and app in _HOUSE_APPS)
