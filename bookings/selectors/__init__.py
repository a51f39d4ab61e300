"""Questions about time, each answered in one statement."""
