"""What a log says, as plain functions of its entries. Only `reading.py` asks the database for them."""
