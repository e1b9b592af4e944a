-- SPDX-License-Identifier: PostgreSQL
SELECT pg_catalog.json_build_object(
         'standby', pg_catalog.pg_is_in_recovery(),
         'read_only', pg_catalog.current_setting('default_transaction_read_only')::boolean)
