"""From a fresh clone to a working house: installation, embedded servers, one supervisor."""
