"""Every operation of the OpenAPI file × every role × own, other's and other site's things.

What is expected stands in matrix.txt, one line an operation, one column a role, each cell the
three answers own/other/elsewhere. tests/api/test_guards.py wants each guard to be seen in it.
"""

import pytest

from tests.api.matrix import differences, expected
from tests.api.walk import operations
from tests.api.world import WHOSE, World

pytestmark = pytest.mark.django_db


def test_every_operation_has_its_expectations() -> None:
    names = [operation.name for operation in operations()]
    assert sorted(names) == sorted(expected())
    for name, row in expected().items():
        assert all(len(cells) == len(WHOSE) for cells in row.values()), name


def test_every_role_gets_what_is_expected_of_every_operation(world: World) -> None:
    found = list(differences(world))
    assert not found, "\n".join(found)
