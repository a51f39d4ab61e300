"""Run in the image's folder: a small house in the database of production; prints what to book."""

import json

import django

django.setup()

from accounts.services.tokens import create_token  # noqa: E402  # Django must be set up first
from core import clock  # noqa: E402
from tests.browser.house import make_house  # noqa: E402

house = make_house()
print(
    json.dumps(
        {
            "token": create_token(house.member, name="t", scope="write", now=clock.now())[1],
            "email": house.member.email,
            "room": str(house.room.pk),
            "desks": str(house.desks.pk),
            "times": [
                [house.at(hour, days=day).isoformat(), house.at(hour + 1, days=day).isoformat()]
                for day in range(5)
                for hour in range(9, 19)
            ],
        }
    )
)
