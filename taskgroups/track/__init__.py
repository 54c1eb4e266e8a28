"""The track record of Task Groups: schools that had one beside comparable schools that had none."""
