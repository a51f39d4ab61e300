"""The demo house: three sites, their people and weeks of bookings, made by calling the services."""
