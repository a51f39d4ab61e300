"""`make bench`: what requests cost, beside floors of the same run (docs/performance.md)."""
