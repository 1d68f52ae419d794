"""Tests of a diary that is seen with a family's eyes."""
