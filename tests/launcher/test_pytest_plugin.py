"""The servers of the tests themselves."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_tests_run_on_postgresql_18_in_utc_without_waiting_for_the_disk() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('TimeZone'), current_setting('fsync'),"
            " current_setting('server_version_num')::int / 10000"
        )
        assert cursor.fetchone() == ("UTC", "off", 18)
