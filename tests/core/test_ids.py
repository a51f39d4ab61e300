"""uuid7: the layout of RFC 9562, and the order in which ids are made."""

import time
from uuid import RFC_4122

from core.ids import uuid7


def test_an_id_tells_its_version_and_the_millisecond_it_was_made() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid7()
    assert (made.version, made.variant) == (7, RFC_4122)
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000


def test_ids_sort_as_they_were_made_within_one_millisecond() -> None:
    made = []
    for _ in range(200):
        made.append(uuid7())
        time.sleep(0.000_001)
    assert made == sorted(made)
