"""The tables of machines, lenders and authorisations."""

from equipment.models.authorisation import Authorisation, InitiationRequest, Requirement
from equipment.models.lender import Lender, LoanAgreement
from equipment.models.machine import Category, EquipmentModel, KitItem, Machine

__all__ = (
    "Authorisation",
    "Category",
    "EquipmentModel",
    "InitiationRequest",
    "KitItem",
    "Lender",
    "LoanAgreement",
    "Machine",
    "Requirement",
)
