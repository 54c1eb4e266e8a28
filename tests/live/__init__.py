"""Proofs on whole servers that no acknowledged event is lost, in their short form. The long form is in bench/."""
