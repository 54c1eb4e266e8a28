"""Commands of the Task Groups."""
