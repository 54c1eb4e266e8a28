"""No page asks the database more often because there is more to show."""
