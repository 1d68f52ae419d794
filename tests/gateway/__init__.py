"""The roads to Госуслуги against servers that run: the sandbox, a foreign provider."""
