-- SPDX-License-Identifier: PostgreSQL
-- Settings that a run depends on, whatever their source, as they are for this role and database.
SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
         'name', name, 'value', reset_val, 'unit', unit, 'source', source) ORDER BY name)
  FROM pg_catalog.pg_settings
 WHERE name IN (
         'DateStyle', 'IntervalStyle', 'archive_mode', 'array_nulls', 'autovacuum', 'bytea_output',
         'checkpoint_timeout', 'client_encoding', 'default_table_access_method', 'default_tablespace',
         'default_transaction_isolation', 'default_transaction_read_only', 'extra_float_digits', 'fsync',
         'full_page_writes', 'idle_in_transaction_session_timeout', 'idle_session_timeout', 'jit',
         'lock_timeout', 'log_min_duration_statement', 'log_statement', 'max_connections',
         'max_slot_wal_keep_size', 'max_wal_size', 'row_security', 'search_path', 'server_encoding',
         'session_replication_role', 'shared_buffers', 'standard_conforming_strings', 'statement_timeout',
         'synchronous_commit', 'temp_file_limit', 'temp_tablespaces', 'transaction_timeout',
         'wal_compression', 'wal_keep_size', 'wal_level')
