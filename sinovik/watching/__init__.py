"""How the portal watches itself at work: ids of requests, slow statements, numbers for Prometheus, alarms."""
