"""The Bot API's methods, by what they are about; each is (State, Call) -> result."""
