"""The roads to Госуслуги: straight to ЕСИА, or through a gateway."""
