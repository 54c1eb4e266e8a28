"""What changes a Task Group: one file per verb."""
