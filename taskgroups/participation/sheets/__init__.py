"""Spreadsheets out and in for leads: people, when they can come, a plan, and who came."""
