"""Sites, their hours and closures, resources, offers and the policies of booking."""
