"""What can be done with files of people: one act, one file."""
