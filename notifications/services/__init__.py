"""What can be done with messages: one file, one act."""
