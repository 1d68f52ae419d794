"""The sandbox seen by a client that was written for these tests."""
