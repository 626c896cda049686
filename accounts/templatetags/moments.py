"""Moments as people say them, for templates."""

from django import template

from accounts.moments import (
    day,
    deadline,
    distance,
    epoch,
    in_all_zones,
    last_day,
    left,
    moment,
    since,
    to_the_second,
    written_deadline,
    written_moment,
)

register = template.Library()

for say in (
    day,
    deadline,
    distance,
    epoch,
    in_all_zones,
    last_day,
    left,
    moment,
    since,
    to_the_second,
    written_deadline,
    written_moment,
):
    register.filter(say)
