"""A school's view of itself: judgements per area and descriptor, and the evidence base."""
