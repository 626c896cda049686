"""Sums about days: who will be finished when. No part of any result, so no part of the version of one."""
