"""Money owed: orders (payments and documents come later)."""
