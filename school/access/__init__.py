"""The door: who comes in through Госуслуги, and what he reads when he does not.

Signing in makes an attempt; ЕСИА says who came (an identity); every school's card
with that СНИЛС or certificate is judged by itself. The decision is pure and stands
apart from rows and pages: `facts` go into `admitting.admit`, `matching` compares one
card with the identity, `diagnosis` turns a reason into words, `messages` keeps the
words that schools know, byte for byte. Admission is not permission: what an admitted
card may see is `school.rights`.
"""
