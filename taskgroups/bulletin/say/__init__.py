"""Have your say: what readers write under an article, and what becomes of it."""
