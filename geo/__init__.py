"""Reports in, claims and events out: text to geodata, with the sentence behind every value."""
