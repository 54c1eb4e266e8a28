"""The directory of chairs: who may be found by whom, and how they are written to without their address."""
