"""The room of a Task Group: what its screens show and what is written in them."""
