"""Messages: a row per letter to one person, then delivered, retried, shown or told by a human."""
