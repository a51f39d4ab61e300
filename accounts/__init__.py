"""People, organisations, audiences and roles: who is who and who may what."""
