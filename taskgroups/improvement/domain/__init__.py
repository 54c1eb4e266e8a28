"""What changes a school's improvement issues and actions."""
