"""What is counted for Prometheus. Labels are names of views and tasks: never an address, a person or a proposal."""

import os

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from sinovik.watching import state

OWN = CollectorRegistry()
# In seconds: from a kept page to a file that a worker should have made.
PAGES = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
WORK = (0.05, 0.25, 1, 5, 30, 120, 600, 1800)
# What a method may be called in a label; a visitor may send any word.
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}

REQUESTS = Counter("sinovik_requests", "Requests answered", ["view", "method", "status"], registry=OWN)
REQUEST_SECONDS = Histogram("sinovik_request_seconds", "Time to answer", ["view"], buckets=PAGES, registry=OWN)
UNDER_WAY = Gauge("sinovik_requests_under_way", "Being answered", multiprocess_mode="livesum", registry=OWN)
TASKS = Counter("sinovik_tasks", "Runs of tasks", ["task", "result"], registry=OWN)
TASK_SECONDS = Histogram("sinovik_task_seconds", "Time a task ran", ["task"], buckets=WORK, registry=OWN)
SLOW_STATEMENTS = Counter("sinovik_slow_statements", "Statements over SLOW_STATEMENT_MS", registry=OWN)


def answered(view, method, status, seconds):
    """Count one request: the name of its view, its method, its status as a number, and how long it took."""
    REQUESTS.labels(view, method if method in METHODS else "other", f"{status // 100}xx").inc()
    REQUEST_SECONDS.labels(view).observe(seconds)


def ran(task, result, seconds):
    """Count one run of a task by its name, how it ended (done, failed, again) and how long it took."""
    TASKS.labels(task, result).inc()
    TASK_SECONDS.labels(task).observe(seconds)


def page():
    """Everything that is known now, as Prometheus reads it; bytes."""
    counted = OWN
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)
    now = CollectorRegistry()
    now.register(state.AsNumbers())
    return generate_latest(counted) + generate_latest(now)
