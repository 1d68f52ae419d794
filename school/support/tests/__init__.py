"""Tests of messages about sign-in."""
