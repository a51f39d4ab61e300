"""`make screenshots`: the pictures of README and docs/fr, from the demo house of one fixed day."""
