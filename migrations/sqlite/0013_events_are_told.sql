-- PostgreSQL tells other processes of new events. SQLite has one process, which knows.
SELECT 1;
