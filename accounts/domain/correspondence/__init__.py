"""Letters: written in an act, put in an envelope, sent from the outbox, come back, unwanted."""
