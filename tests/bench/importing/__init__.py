"""`make bench-import`: how long an administrator waits for a school's list."""
