"""Files as they come in: what may be kept, by its content; without the place a photograph was taken at; scanned."""
