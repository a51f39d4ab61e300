"""HTTP and JSON over the services of the house."""
