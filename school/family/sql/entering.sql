-- The children of whoever asks, as the door would see them; see children_at_the_door.sql.
SELECT * FROM children_at_the_door()
