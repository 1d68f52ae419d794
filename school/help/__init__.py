"""Help for everybody, generated from the rules of the region and from the door's own
diagnosis: it says nothing that the pages of the door could contradict.
"""
