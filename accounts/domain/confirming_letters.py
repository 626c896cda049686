"""Whether those who may confirm an office were told in time: what was written, and what has left."""

from django.utils import timezone

from accounts.models import Letter
from accounts.rules import confirming as rules

# The letters to whoever may confirm.
ASKED, REMINDED = "account.confirm_offices", "account.confirm_reminded"


def is_noticed(question, people):
    """Whether one of these ids of people was told of a question early enough, and no letter about it is on its way."""
    return not is_on_its_way(question, people) and is_told_in_time(question, people)


def is_notice_missing(question, people):
    """Whether nobody was told in time, and no letter on its way will tell anybody."""
    return not is_on_its_way(question, people) and not is_told_in_time(question, people)


def is_told_in_time(question, people):
    """Whether a reminder of the question has left, to one of these ids of people, long enough before its last day."""
    left = letters_of(question, people).filter(written_at=question.reminded_at).exclude(sent_at=None)
    first = left.order_by("sent_at").values_list("sent_at", flat=True).first()
    return rules.is_notice_given(timezone.localdate(first) if first else None, question.due_on)


def is_on_its_way(question, people):
    """Whether a letter about the question to one of these ids of people has not left yet."""
    return letters_of(question, people).filter(sent_at=None, given_up_at=None).exists()


def letters_of(question, people):
    """The letters that asked these ids of people about an office, or reminded them last: one of each act."""
    moments = [question.asked_at, question.reminded_at]
    return Letter.objects.filter(name__in=(ASKED, REMINDED), recipient__in=people, written_at__in=filter(None, moments))
