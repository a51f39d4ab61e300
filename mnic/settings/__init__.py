"""One settings module for each way to run: local, test, production; base holds what they share."""
