"""The admin pages of machines: whoever keeps a workshop changes what stands in it, no more."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from equipment.models import EquipmentModel, Machine
from spaces.models import Resource
from tests.equipment import cast
from tests.equipment.cast import address

pytestmark = pytest.mark.django_db


def printers_at_two_sites() -> tuple[Machine, Machine]:
    model = EquipmentModel.objects.create(category=cast.category(), maker="Prusa", name="MK4")
    here, elsewhere = (
        Machine.objects.create(
            resource=Resource.objects.create(
                site=cast.site(slug), kind="printer_3d", name_fr=f"Imprimante {slug}"
            ),
            model=model,
        )
        for slug in ("fablab", "maison")
    )
    return here, elsewhere


def machine_form(machine: Machine, **changed: object) -> dict[str, object]:
    return {
        "resource": machine.resource_id,
        "model": machine.model_id,
        "serial_number": machine.resource.site.slug,
        "agreement": "",
        "value_cents": "",
        "kit_items-TOTAL_FORMS": "0",
        "kit_items-INITIAL_FORMS": "0",
        **changed,
    }


def test_a_fab_manager_changes_the_machines_of_their_own_sites_only(client: Client) -> None:
    here, elsewhere = printers_at_two_sites()
    client.force_login(cast.person("fab", Role.FAB_MANAGER, here.resource.site))

    listed = client.get(address(Machine, "changelist")).content.decode()
    assert ("Imprimante fablab" in listed, "Imprimante maison" in listed) == (True, False)
    assert client.post(address(Machine, "change", here.pk), machine_form(here)).status_code == 302
    there = client.post(address(Machine, "change", elsewhere.pk), machine_form(elsewhere))
    assert there.url == reverse("admin:index")
    kept = [Machine.objects.get(pk=one.pk).serial_number for one in (here, elsewhere)]
    assert kept == ["fablab", ""]


def test_a_fab_manager_moves_no_machine_to_another_site(client: Client) -> None:
    here, elsewhere = printers_at_two_sites()
    other = Resource.objects.create(site=elsewhere.resource.site, kind="printer_3d", name_fr="MK5")
    client.force_login(cast.person("fab", Role.FAB_MANAGER, here.resource.site))

    moved = client.post(address(Machine, "change", here.pk), machine_form(here, resource=other.pk))
    assert "resource" in moved.context["adminform"].form.errors
    assert Machine.objects.get(pk=here.pk).resource_id == here.resource_id


def test_control_without_the_filter_a_fab_manager_changes_every_machine(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, elsewhere = printers_at_two_sites()
    client.force_login(cast.person("fab", Role.FAB_MANAGER, here.resource.site))
    monkeypatch.setattr("equipment.admin.machines_kept_by", lambda _: Machine.objects.all())
    monkeypatch.setattr("equipment.admin.resources_kept_by", lambda _: Resource.objects.all())

    client.post(address(Machine, "change", elsewhere.pk), machine_form(elsewhere))
    assert Machine.objects.get(pk=elsewhere.pk).serial_number == "maison"


def test_the_direction_changes_machines_of_every_site(client: Client) -> None:
    client.force_login(cast.person("director", Role.DIRECTOR))
    for machine in printers_at_two_sites():
        client.post(address(Machine, "change", machine.pk), machine_form(machine))
    kept = set(Machine.objects.values_list("serial_number", flat=True))
    assert kept == {"fablab", "maison"}
