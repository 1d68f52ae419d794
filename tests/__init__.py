"""What crosses contexts: journeys, architecture, the doors."""
