"""Consultants whom an authority commissions to chair: days agreed, days used, days left."""
