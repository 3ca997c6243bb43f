"""What leaves a meeting: a calendar, the papers as one PDF, the notes in Word, the extract of actions and decisions."""
