-- Who comes with a session's token; recognise.sql tells what the function does.
-- Parameters: digest, the shown moment, the request's id.
SELECT recognise(%(digest)s, %(now)s, %(request)s)::text AS document
