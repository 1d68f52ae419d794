"""A region's lists, a file for each school: brought in by whoever runs the program."""
