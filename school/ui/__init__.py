"""The design system: base page, parts, tokens, icons, small behaviours.

Words of this package: a *part* is a macro in ``templates/ui/parts`` with one
style sheet of the same subject; a *token* is a named value of the look; a
*behaviour* is a small ES module bound by ``data-behaviour``.

It knows how things look and never what they mean: no models, no views, no
addresses of its own. Contexts give it dataclasses and primitives.
"""
