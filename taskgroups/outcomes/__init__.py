"""The three outcomes of an area beside the country, from the published national files."""
