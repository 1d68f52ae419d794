"""Песочница «Госуслуги»: a small program that plays ЕСИА and a citizen's account.

It shares no code with the product and meets it over HTTP only. Written from the
public descriptions of the protocol (see README.md); everybody in it is invented.
"""
