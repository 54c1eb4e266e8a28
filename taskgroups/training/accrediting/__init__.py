"""How a chair is accredited: the states, who may do what, and the pages of it."""
