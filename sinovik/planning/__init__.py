"""What the roof tells the pages of planning of the floors above them: who enters, who is needed, what hangs on what."""
