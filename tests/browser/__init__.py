"""What only a real browser can tell: barriers, widths, keys, requests; and the whole journey."""
