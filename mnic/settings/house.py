"""What every page says of the house itself; the sites' own numbers are in their tables."""

from mnic.settings.environment import env

# The telephone is of the range that ARCEP keeps for fiction: a real house sets its own.
HOUSE: dict[str, str] = {
    "name": env.str("HOUSE_NAME", "Maison du numérique et de l’innovation du Calaisis"),
    "telephone": env.str("HOUSE_TELEPHONE", "03 53 01 00 62"),
    "email": env.str("HOUSE_EMAIL", "accueil@mnic.example"),
}
DEMO = False
