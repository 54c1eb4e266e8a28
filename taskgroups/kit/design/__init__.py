"""How pages look and forms behave: GOV.UK components without GOV.UK's crown, font or header."""
