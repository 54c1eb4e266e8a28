"""The governors' page and the school on one side of paper: where it is, what it does about it, what may be asked."""
