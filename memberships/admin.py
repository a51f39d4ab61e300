"""Where staff set the prices."""

from django.contrib import admin

from core.money import euros
from core.money_admin import EurosAdmin
from memberships.models import Tariff


@admin.register(Tariff)
class TariffAdmin(EurosAdmin):
    fields = (
        "offer",
        "audience",
        "unit",
        "price_cents",
        "vat_rate",
        "valid_from",
        "valid_until",
    )
    euro_fields = ("price_cents",)
    help_texts = {
        "price_cents": "TVA comprise, par exemple 12,50. Gratuit : 0. Sans tarif, "
        "on ne réserve pas.",
        "offer": "Chaque offre a ses propres tarifs.",
        "audience": "Vide : pour tout le monde. Le tarif d’un public passe avant.",
        "unit": "La demi-journée compte 4 heures au plus. Le moins cher est retenu, jour par jour.",
        "vat_rate": "0 si la TVA ne s’applique pas.",
        "valid_from": "Un tarif ne change que l’avenir : les réservations gardent leur prix.",
        "valid_until": "Premier jour où ce tarif ne vaut plus. Vide : sans fin.",
    }
    list_display = (
        "offer",
        "site",
        "audience",
        "unit",
        "price",
        "vat_rate",
        "valid_from",
        "valid_until",
    )
    list_filter = ("offer__site", "unit", "audience")
    list_select_related = ("offer__site", "audience")
    search_fields = ("offer__name_fr", "offer__name_en")

    @admin.display(description="prix TTC", ordering="price_cents")
    def price(self, tariff: Tariff) -> str:
        return f"{euros(tariff.price_cents)} €"

    @admin.display(description="lieu", ordering="offer__site")
    def site(self, tariff: Tariff) -> str:
        return str(tariff.offer.site)
