"""The tree over the trail of events: its full subtrees, the heads that were kept, and who outside keeps them too."""
