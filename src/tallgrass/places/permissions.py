"""Whether somebody may do something in a place. Actions ask here before they change anything."""

from django.core.exceptions import PermissionDenied

from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Membership, Place
from tallgrass.places.roles import ROLES, Permission, Role


class NotAllowed(PermissionDenied):
    """Somebody may not do that. ``permission`` says what they would need."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(f"this needs the permission to {permission.name}")
        self.permission = permission


def role_in(place: Place, person: User | None) -> Role | None:
    """The role of a person in a place; None for nobody, for a stranger and for who may no longer sign in."""
    if person is None or not person.is_active:
        return None
    membership = Membership.objects.filter(place=place, person=person).only("role").first()
    return None if membership is None else ROLES[membership.role]


def may(person: User | None, place: Place, permission: Permission) -> bool:
    """Whether a person may do that in a place. Nobody (None) may do nothing here."""
    role = role_in(place, person)
    return role is not None and permission in role.may


def require(by: User | None, place: Place, permission: Permission) -> None:
    """Let an actor through, or raise ``NotAllowed``. None is the operator's own command line, who may do all."""
    if by is not None and not may(by, place, permission):
        raise NotAllowed(permission)
