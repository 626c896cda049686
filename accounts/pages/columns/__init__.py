"""Lists read, drawn and written column by column."""
