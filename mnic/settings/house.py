"""What every page says of the house itself; the sites' own numbers are in their tables."""

from mnic.settings.environment import env

# The telephone is of the range that ARCEP keeps for fiction: a real house sets its own.
HOUSE: dict[str, str] = {
    "name": env.str("HOUSE_NAME", "Maison du numérique et de l’innovation du Calaisis"),
    "telephone": env.str("HOUSE_TELEPHONE", "03 53 01 00 62"),
    "email": env.str("HOUSE_EMAIL", "accueil@mnic.example"),
}
# Where people reach the house: links in letters and calendars begin so.
PUBLIC_URL: str = env.str("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
# The right of every event's UID (RFC 5545, 3.8.4.7). Once chosen it stays, also when the address
# changes: another one would put every booking a second time into people's calendars.
CALENDAR_HOST: str = env.str("CALENDAR_HOST", "mnic.example")
# A copy for rehearsals: what is to leave the house waits (core/held.py).
HOUSE_HELD: bool = env.bool("MNIC_HOLD_LETTERS", False)
DEMO = False
