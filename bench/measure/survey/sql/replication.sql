-- SPDX-License-Identifier: PostgreSQL
-- A role that may not read the state of standbys sees them with nulls.  Those that a commit can wait for are
-- streaming.
SELECT pg_catalog.json_build_object(
         'standbys', (SELECT count(*) FROM pg_catalog.pg_stat_replication),
         'synchronous_standby_names', pg_catalog.current_setting('synchronous_standby_names'),
         'synchronous_ready',
           (SELECT CASE WHEN count(*) = count(sync_state)
                        THEN count(*) FILTER (WHERE sync_state IN ('sync', 'quorum', 'potential') AND state = 'streaming')
                   END
              FROM pg_catalog.pg_stat_replication),
         'commit_waits', pg_catalog.current_setting('synchronous_commit') NOT IN ('off', 'local'),
         'slots',
           (SELECT coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
                     'name', slot_name, 'type', slot_type, 'active', active,
                     'retained_bytes', pg_catalog.pg_wal_lsn_diff(
                       CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn()
                            ELSE pg_catalog.pg_current_wal_lsn() END, restart_lsn)::bigint)
                     ORDER BY slot_name), '[]')
              FROM pg_catalog.pg_replication_slots WHERE NOT temporary))
