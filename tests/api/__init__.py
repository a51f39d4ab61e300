"""The API over HTTP: every endpoint as programs and browsers meet it."""
