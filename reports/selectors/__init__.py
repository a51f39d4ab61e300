"""Questions about the house, each one statement."""
