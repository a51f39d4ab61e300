import pytest

from accounts.models import Audience, Organisation, Role
from accounts.services.create_organisation import create_organisation
from core.errors import Malformed, NotAllowed
from core.models import AuditEntry
from tests.accounts.people import NOW, member, staff

pytestmark = pytest.mark.django_db


def test_create_organisation_by_the_desk_keeps_its_public_and_leaves_an_act() -> None:
    host, public = staff(Role.HOST), Audience.objects.get(code="association")
    club = create_organisation(
        name=" Les  Amis ", kind="association", audience=public, by=host, now=NOW
    )
    club.refresh_from_db()
    assert (club.name, club.kind, club.audience) == ("Les Amis", "association", public)
    act = AuditEntry.objects.get(action="organisation.created")
    assert (act.subject_id, act.by_id, act.at, act.changes) == (club.pk, host.pk, NOW, {})


def test_create_organisation_by_a_member_or_of_no_kind_is_refused() -> None:
    with pytest.raises(NotAllowed):
        create_organisation(name="C", kind="company", by=member("a@example.org"), now=NOW)
    with pytest.raises(Malformed):
        create_organisation(name="C", kind="guild", by=staff(Role.HOST), now=NOW)
    assert not Organisation.objects.exists()
