"""Machines and kits, their owners and lenders, and who is authorised to use them."""
