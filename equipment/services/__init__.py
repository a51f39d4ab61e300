"""What people do about equipment: one file, one act."""
