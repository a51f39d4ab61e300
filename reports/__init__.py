"""The house in figures: how much of its open time was booked; read only."""
