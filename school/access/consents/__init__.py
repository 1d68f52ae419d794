"""Consents: who was asked, who agreed, refused or took it back, and to which text.

`texts` and `standing` are the rules, pure; `channels` are the places where a consent is
given; `ledger` keeps every word for good. The acts stand beside: `judging` asks at the
door, `requesting` once more by hand, `following` hears of changes, `papering` writes
down what was brought on paper.
"""
