"""Who is comparable, who is paired with whom, what a difference may be. Without Django; see docs/track-record.md."""
