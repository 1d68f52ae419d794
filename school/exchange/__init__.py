"""Exchange: a school in the formats that other systems read."""
