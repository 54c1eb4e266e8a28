"""What good looks like: inspection frameworks as data."""
