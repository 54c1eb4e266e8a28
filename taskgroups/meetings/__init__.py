"""The Task Group: planned, met, recorded."""
