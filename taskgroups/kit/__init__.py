"""Tools that know no school and no meeting."""
