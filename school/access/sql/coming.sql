-- Who comes with a session's token; open_door.sql tells what the function does.
-- Parameters: digest, the shown moment, the request's id.
SELECT open_door(%(digest)s, %(now)s, %(request)s)::text AS document
