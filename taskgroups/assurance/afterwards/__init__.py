"""After each Task Group: the host answers three questions about it, for its chair alone; others read counts."""
