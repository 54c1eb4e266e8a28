"""What a log says, as plain functions of its entries: no database, no request."""
