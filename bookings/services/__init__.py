"""What can be done with time: one file, one act."""
