#!/bin/sh
# The roles of the database, made by the image of PostgreSQL when its volume is empty (docker-compose.yml): who owns and
# changes the tables, and the portal, which can only fill them. `manage.py migrate` gives the portal what it needs.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username postgres --dbname postgres \
  --set owner_password="$DATABASE_OWNER_PASSWORD" --set password="$DATABASE_PASSWORD" <<'SQL'
CREATE ROLE sinovik_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE sinovik LOGIN NOINHERIT PASSWORD :'password';
CREATE DATABASE sinovik OWNER sinovik_owner;
SQL
