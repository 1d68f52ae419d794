"""The campaign: what a region asks of its schools, and how ready a school is in time.

An operator announces (:mod:`school.campaign.announcing`), the staff of each school read
and confirm it (:mod:`school.campaign.confirming`), he sees who has
(:mod:`school.campaign.sent`). «Репетиция 1 сентября» tells a school beforehand how many
families could come in on the first day of its next year
(:mod:`school.campaign.rehearsal`).
"""
