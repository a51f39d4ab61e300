"""What things cost: tariffs and the pure quote (plans and credits come later)."""
