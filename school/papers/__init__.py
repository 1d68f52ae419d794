"""Papers («Печать»): what a school hands to families on paper.

The diary of weeks for a family without Госуслуги (:mod:`school.papers.weekly`), the
sheet on which parents hand in their data, with a box for each sign
(:mod:`school.papers.collecting`), the memo with a family's next step
(:mod:`school.papers.memos`). Pages to be printed by the browser; nothing is kept;
whose diary was printed is written down as a look at his card.
"""
