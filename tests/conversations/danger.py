"""What people type who are in danger, or tell of it, and what the chat answers."""

DANGER = "I am going to kill myself tonight"
UNSURE = "I cannot go on like this"
PATIENT = "My patient wants to die"
REPORTED = "He said he would kill me"
HEARD = (DANGER, UNSURE, PATIENT, REPORTED)
CARE = "You are not on your own."
CHECKING = "Just checking: is this about you?"
NUMBERS = ("999", "111", "116 123", "85258")
