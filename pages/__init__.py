"""Server-rendered pages: login, sign-up, profile, and the shell of the frontend."""
