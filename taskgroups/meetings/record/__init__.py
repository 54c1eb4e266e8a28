"""The record as plain functions: its states, its working days, and the document written from the facts."""
