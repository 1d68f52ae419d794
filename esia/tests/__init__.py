"""Tests of the library against the standards, OpenSSL, real tokens and bad servers."""
