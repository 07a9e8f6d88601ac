-- Run once by PostgreSQL's image on a new volume, and by hand for a server of one's own (docs/02-run):
-- the owner migrates, the application owns nothing, nobody logs in as the directory.
\set owner_password `cat /run/secrets/owner_password`
\set app_password `cat /run/secrets/app_password`
CREATE ROLE balie_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE balie_app LOGIN PASSWORD :'app_password';
CREATE ROLE balie_directory NOLOGIN;
GRANT balie_directory TO balie_owner;
CREATE DATABASE balie OWNER balie_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT, TEMPORARY ON DATABASE balie FROM PUBLIC;
GRANT CONNECT ON DATABASE balie TO balie_app;
