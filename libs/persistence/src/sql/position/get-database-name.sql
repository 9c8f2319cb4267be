-- Names this database among all that may share one Redis: the same for each process, whatever host name it connects by.
select (select system_identifier from pg_control_system())::text || '-' || oid::text as name
from pg_database
where datname = current_database()
