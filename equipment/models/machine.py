"""What a resource that is a machine or a kit needs to be known by."""

from django.db import models

from core.ids import uuid7
from core.translation import translated
from equipment.models.lender import LoanAgreement
from spaces.models import Resource


class Category(models.Model):
    """A kind of equipment that one is authorised for, such as fused-filament printers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField("code", max_length=40)
    name_fr = models.CharField("nom (français)", max_length=120)
    name_en = models.CharField("nom (anglais)", max_length=120, blank=True)
    name = translated("name")

    class Meta:
        ordering = ("name_fr",)
        constraints = (models.UniqueConstraint(fields=("code",), name="category_code_unique"),)
        verbose_name = "catégorie d’équipement"
        verbose_name_plural = "catégories d’équipement"

    def __str__(self) -> str:
        return self.name


class EquipmentModel(models.Model):
    """A maker's model; machines are its copies."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="models", verbose_name="catégorie"
    )
    maker = models.CharField("fabricant", max_length=80)
    name = models.CharField("modèle", max_length=120)
    notes = models.TextField("caractéristiques", blank=True)

    class Meta:
        ordering = ("maker", "name")
        constraints = (
            models.UniqueConstraint(fields=("maker", "name"), name="equipment_model_once"),
        )
        verbose_name = "modèle d’équipement"
        verbose_name_plural = "modèles d’équipement"

    def __str__(self) -> str:
        return f"{self.maker} {self.name}"


class Machine(models.Model):
    """A machine or kit behind a resource; without an agreement it belongs to the house."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    resource = models.OneToOneField(
        Resource, models.CASCADE, related_name="machine", verbose_name="ressource"
    )
    model = models.ForeignKey(
        EquipmentModel, models.PROTECT, related_name="machines", verbose_name="modèle"
    )
    serial_number = models.CharField("numéro de série", max_length=80, blank=True)
    agreement = models.ForeignKey(
        LoanAgreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="machines",
        verbose_name="convention de prêt",
    )
    value_cents = models.PositiveIntegerField("valeur (centimes)", null=True, blank=True)

    class Meta:
        ordering = ("resource",)
        constraints = (
            models.UniqueConstraint(
                fields=("model", "serial_number"),
                condition=~models.Q(serial_number=""),
                name="serial_number_once_a_model",
            ),
        )
        verbose_name = "machine ou kit"
        verbose_name_plural = "machines et kits"

    def __str__(self) -> str:
        return str(self.resource)


class KitItem(models.Model):
    """One thing in a kit's case: a headset, a controller, a charger."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    machine = models.ForeignKey(
        Machine, models.CASCADE, related_name="kit_items", verbose_name="kit"
    )
    name = models.CharField("objet", max_length=120)
    quantity = models.PositiveSmallIntegerField("nombre", default=1)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("machine", "name"), name="kit_item_once"),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0), name="kit_item_quantity_positive"
            ),
        )
        verbose_name = "contenu du kit"
        verbose_name_plural = "contenu du kit"

    def __str__(self) -> str:
        return f"{self.quantity} × {self.name}"
