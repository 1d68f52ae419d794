"""The class journal: lessons, marks, absences, remarks, homework, averages of marks.

A mark belongs to a lesson, a student and a slot; it is corrected or withdrawn, never
deleted. Averages are exact fractions, rounded only when they are shown.
"""
