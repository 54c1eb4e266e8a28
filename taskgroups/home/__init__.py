"""What needs me, search, and the pages anybody may read."""
