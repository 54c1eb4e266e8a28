"""The record of a Task Group: its states, what it is written from, the document, who may read it."""
