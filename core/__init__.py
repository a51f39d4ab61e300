"""Values and doors that every app may use; no business noun lives here."""
