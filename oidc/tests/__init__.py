"""Tests of the OpenID Connect client."""
