"""A list of employees: who works here, as whom, and which class he leads."""
