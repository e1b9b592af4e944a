  $ upbench list strategies
  row-autocommit    one UPDATE per row, each its own transaction: as an ORM that saves each object
  row               one parameterized UPDATE per row, one transaction
  row-prepared      one UPDATE per row, prepared once, one transaction
  row-pipeline      one prepared UPDATE per row in libpq's pipeline mode, one transaction
  case-when         one UPDATE with CASE key WHEN \xe2\x80\xa6 THEN \xe2\x80\xa6 for each column, as Django's bulk_update (esc)
  values            UPDATE \xe2\x80\xa6 FROM (VALUES \xe2\x80\xa6), parameterized, a chunk of rows per statement (esc)
  copy-temp         COPY (text) into a temporary table, then UPDATE \xe2\x80\xa6 FROM it (esc)
  copy-temp-binary  the same in COPY's binary format
  copy-staging      COPY (binary) into a staging table that the connection keeps and empties
  copy-unlogged     COPY (binary) into a permanent UNLOGGED table per connection, emptied by each sync
  unnest            UPDATE \xe2\x80\xa6 FROM (SELECT unnest($1::\xe2\x80\xa6[]), \xe2\x80\xa6): one text array per column (esc)
  unnest-binary     the same with binary arrays, prepared
  json              UPDATE \xe2\x80\xa6 FROM json_to_recordset($1): all rows as one JSON text (esc)
  merge-copy        COPY (binary) into a temporary table, then MERGE from it; PostgreSQL 15 or later
  merge-unnest      MERGE from unnested binary arrays; PostgreSQL 15 or later
  upsert-copy       COPY (binary) into a temporary table, then INSERT \xe2\x80\xa6 ON CONFLICT DO UPDATE (esc)
  upsert-unnest     INSERT \xe2\x80\xa6 ON CONFLICT DO UPDATE from unnested binary arrays (esc)
  merge-sync        COPY (binary) of all rows, then one MERGE that creates, too; PostgreSQL 15 or later
  staging-sync      COPY (binary) of all rows, then an UPDATE and an INSERT from that table
  floor             UPDATE \xe2\x80\xa6 FROM a table already on the server: no transport, the bound for one backend (esc)
  null              does nothing: measures the overhead of upbench; never ranked, never verified
  $ upbench list experiments
  changed        Rows that did not change: written nevertheless, or left alone
  chunks         Rows per statement: 10 to 3000 and all, at 10,000 rows
  ci             A change against its base, in a minute at most; use it with two arms
  citus          Which strategy for a table that Citus distributes? By key and by scope, at 1914 and 100,000 rows [needs citus: --dbname]
  columns        Does the number of columns matter? 2 to 20, at 1914 and 10,000 rows
  default        All strategies at 1914 rows, the fast ones also at 10,000
  jit            The JIT compiler and CASE WHEN, around the size where compilation begins
  latency        Rows against round-trip time, from 0 to 20 ms
  planning       Curves over 2000 to 100,000 rows, for plan and advise
  scaling        Time against rows, from 1914 to 1,000,000
  seed           Django's bulk_update against asyncpg's unnest, and the reasons for the difference
  small-batches  Batches of 1 to 500 rows into a table of 10,000
  strategies     All strategies, at 1914 and at 10,000 rows
  sync-short     Experiment sync in short: 500 programs, pages of 25 ms
  sync           The whole sync of 1914 programs from an API: one stage after the other, or overlapped
  workers        One, two or four connections for 100,000 rows
  $ upbench list columns
  samples.csv:
  run                   identifier of the run, the same in run.json
  case                  name of the case: the strategy and levels that are not default
  strategy              name of the strategy
  peer                  name of the peer; empty for a strategy of our own
  rows                  rows per batch [rows]
  columns               columns updated, including the key [columns]
  chunk                 rows per statement; empty: all in one [rows]
  workers               connections that share the update
  changed               share of the rows whose values differ from the table's [share]
  new                   share of the rows that the table does not have [share]
  skip_unchanged        1: rows that have the right values are not updated
  table_rows            rows in the table before the sync [rows]
  rtt_us                delay added to each round trip [us]
  settings              server settings of the case: NAME=VALUE, separated by blanks
  round                 round, from 1
  position              place in the round, from 1
  sample                number of the sample within its case, from 1
  phase                 cold (first on a fresh connection), warmup or measure
  status                ok, failed, timeout, mismatch or skipped
  error                 why the status is not ok
  fetch_ns              reading the rows from the source [ns]
  classify_ns           reading the keys of the table, separating new rows from existing ones [ns]
  create_ns             creating the new rows [ns]
  update_ns             the strategy: apply and finish, encoding included [ns]
  business_ns           upserting the businesses that the rows name [ns]
  total_ns              the whole sync, commit included [ns]
  encode_ns             of update_ns, the part outside libpq: statements, encoding [ns]
  rows_updated          rows that the server reported as updated [rows]
  rows_created          rows that the server reported as created [rows]
  rows_unchanged        rows of the sync neither updated nor created [rows]
  round_trips           times that the update waited for an answer of the server
  bytes_sent            sent to the server by the update, on the wire [bytes]
  bytes_received        received from the server by the update, on the wire [bytes]
  wal_bytes             WAL that the sync wrote [bytes]
  wal_records           WAL records that the sync wrote
  wal_fpi               full-page images among wal_records
  buffers_hit           pages found in shared buffers, or in those of temporary tables [pages]
  buffers_read          pages read, and up to version 15 added to relations [pages]
  hot_updates           updates that touched no index (HOT) [rows]
  dead_tuples           dead row versions left behind, as the server counts them [rows]
  client_cpu_ns         processor time of the client, all threads [ns]
  server_cpu_ns         processor time of the backends; not of parallel workers [ns]
  backend_peak_bytes    largest memory of the backends, together; no shared memory [bytes]
  client_peak_bytes     memory that the case added to upbench, at most, in this session so far [bytes]
  state_hash            hash of the table after the sync, whatever its order
  commit_ns             the commit at the end of the sync; of a peer the rest of the sync after its update_ns, which contains its own commit [ns]
  tuned                 1: with the settings that the strategy recommends
  plan                  custom, generic or mixed: how prepared statements were planned; empty: not known
  peer_ns               the update, or the sync of a peer that takes the whole of it, by the peer's own clock; update_ns and total_ns are from outside [ns]
  arm                   name of the arm; empty in a run without arms
  session               session, from 1: each has fresh connections
  steal_ns              CPU time that the hypervisor gave to other guests during the sample (steal) [ns]
  runnable              other processes that were runnable when the sample began
  cpu_khz               mean clock frequency of the cores when the sample ended [kHz]
  checkpoints           1: at least one checkpoint ended during the sample
  autovacuums           tables that autovacuum vacuumed or analyzed during the sample
  statements            statements that the update sent
  temp_bytes            temporary files that the sync wrote [bytes]
  table_bytes           growth of the table, without indexes and TOAST [bytes]
  index_bytes           growth of its indexes [bytes]
  toast_bytes           growth of its TOAST table, index included [bytes]
  catalog_bytes         growth of pg_attribute, pg_class, pg_type and pg_depend, indexes included [bytes]
  probe_ns              reading all these counters, outside the timed part [ns]
  bandwidth_bits_per_s  limit of all connections of the case together, each way; 0: none [bit/s]
  fetch_delay_ns        stated delay of the fetch, inside fetch_ns and total_ns [ns]
  client_instructions   instructions of the client in user mode; empty where this machine does not count them
  server_instructions   instructions of the backends in user mode; not of parallel workers
  prepare_ns            preparing the strategy on fresh connections, before a cold sample; of a peer with the start of its process [ns]
  newpage_updates       updates that put the new version on another page; PostgreSQL 16 and later [rows]
  fetch_critical_ns     of the stage, what is on the critical path of an overlapped sync; empty: the stages do not overlap [ns]
  classify_critical_ns  likewise [ns]
  create_critical_ns    likewise [ns]
  update_critical_ns    likewise [ns]
  business_critical_ns  likewise [ns]
  commit_critical_ns    likewise [ns]
  rows_duplicate        rows that were fetched and dropped: a later one had their key [rows]
  fetch_pages           pages that were fetched; empty without an API
  fetch_retries         requests beyond the first one of a page
  fetch_bytes           bytes of the pages [bytes]
  gone_ns               looking for rows that the sync did not bring, and treating them; empty: there is no such stage [ns]
  gone_critical_ns      what of it is on the critical path of an overlapped sync [ns]
  rows_gone             rows of the scope that the sync did not bring, and that were counted, deactivated or deleted [rows]
  partitions            partitions of the built-in table; 0: it has none; empty: it is not measured
  partition_by          how the table is partitioned: hash or range of the key, or list of the scope; empty: not
  overlap               1: rows are written while later ones are fetched
  whole_sync            1: compared by the time of the whole sync, not of update and commit
  fetch_concurrency     pages of an API that are fetched at once
  create                strategy of the create stage, which brings the new rows to the table
  gone_share            rows of the scope that the built-in table has and the sync does not bring, as a share of rows [share]
  gone                  what a sync does with rows that it does not bring: ignore, count, deactivate or delete them
  fetch_begin_ns        when the stage began first, from the beginning of an overlapped sync; empty: the stages do not overlap [ns]
  fetch_end_ns          when it ended last [ns]
  classify_begin_ns     likewise [ns]
  classify_end_ns       likewise [ns]
  create_begin_ns       likewise [ns]
  create_end_ns         likewise [ns]
  update_begin_ns       likewise [ns]
  update_end_ns         likewise [ns]
  business_begin_ns     likewise [ns]
  business_end_ns       likewise [ns]
  commit_begin_ns       likewise [ns]
  commit_end_ns         likewise [ns]
  gone_begin_ns         likewise [ns]
  gone_end_ns           likewise [ns]
  
  summary.csv:
  case                  name of the case
  strategy              name of the strategy
  peer                  name of the peer
  rows                  rows per batch [rows]
  columns               columns updated, including the key [columns]
  chunk                 rows per statement; empty: all in one [rows]
  workers               connections that share the update
  changed               share of the rows whose values differ from the table's [share]
  new                   share of the rows that the table does not have [share]
  skip_unchanged        1: rows that have the right values are not updated
  table_rows            rows in the table before the sync [rows]
  rtt_us                delay added to each round trip [us]
  settings              server settings of the case: NAME=VALUE, separated by blanks
  status                worst status of the samples
  error                 why the status is not ok
  n                     samples measured
  min_ns                minimum of update and commit, or of the whole sync [ns]
  median_ns             median of update and commit; of a peer of its update_ns, which contains its commit; with whole_sync of the whole sync [ns]
  mean_ns               mean [ns]
  p95_ns                95th percentile [ns]
  max_ns                maximum [ns]
  low_ns                95 % confidence interval of the median, lower end [ns]
  high_ns               95 % confidence interval of the median, upper end; empty below six samples [ns]
  rows_per_second       rows that are updated, or with whole_sync all rows of the sync, per second of the median [rows/s]
  reference             fastest case of the same workload, which ratio compares with; empty: it is this one
  ratio                 median divided by that of the reference
  ratio_low             95 % confidence interval of ratio, lower end
  ratio_high            upper end
  cold_ns               update and commit of the first sample on a fresh connection [ns]
  total_ns              median of the whole sync [ns]
  fetch_ns              median of a stage [ns]
  classify_ns           median of a stage [ns]
  create_ns             median of a stage [ns]
  business_ns           median of a stage [ns]
  commit_ns             median of a stage [ns]
  encode_ns             median of the part of the update outside libpq [ns]
  round_trips           median of the update's round trips
  plan_change           how the plan of a prepared statement changed among the measured samples
  update_ns             median of a stage [ns]
  fetch_delay_ns        stated delay of the fetch, inside fetch_ns and total_ns [ns]
  bandwidth_bits_per_s  limit of all connections of the case together, each way; 0: none [bit/s]
  tuned                 1: with the settings that the strategy recommends
  arm                   name of the arm
  fetch_critical_ns     median of what is on the critical path of an overlapped sync [ns]
  classify_critical_ns  likewise [ns]
  create_critical_ns    likewise [ns]
  update_critical_ns    likewise [ns]
  business_critical_ns  likewise [ns]
  commit_critical_ns    likewise [ns]
  gone_ns               median of a stage [ns]
  gone_critical_ns      median of what is on the critical path of an overlapped sync [ns]
  partitions            partitions of the built-in table; 0: it has none; empty: it is not measured
  partition_by          how the table is partitioned: hash or range of the key, or list of the scope; empty: not
  overlap               1: rows are written while later ones are fetched
  whole_sync            1: compared by the time of the whole sync, not of update and commit
  fetch_concurrency     pages of an API that are fetched at once
  create                strategy of the create stage, which brings the new rows to the table
  gone_share            rows of the scope that the built-in table has and the sync does not bring, as a share of rows [share]
  gone                  what a sync does with rows that it does not bring: ignore, count, deactivate or delete them
  fetch_begin_ns        median of when the stage began first, from the beginning of an overlapped sync [ns]
  fetch_end_ns          median of when it ended last [ns]
  classify_begin_ns     likewise [ns]
  classify_end_ns       likewise [ns]
  create_begin_ns       likewise [ns]
  create_end_ns         likewise [ns]
  update_begin_ns       likewise [ns]
  update_end_ns         likewise [ns]
  business_begin_ns     likewise [ns]
  business_end_ns       likewise [ns]
  commit_begin_ns       likewise [ns]
  commit_end_ns         likewise [ns]
  gone_begin_ns         likewise [ns]
  gone_end_ns           likewise [ns]
  $ upbench list strategies --format names
  row-autocommit
  row
  row-prepared
  row-pipeline
  case-when
  values
  copy-temp
  copy-temp-binary
  copy-staging
  copy-unlogged
  unnest
  unnest-binary
  json
  merge-copy
  merge-unnest
  upsert-copy
  upsert-unnest
  merge-sync
  staging-sync
  floor
  null
  $ upbench list experiments --format names
  changed
  chunks
  ci
  citus
  columns
  default
  jit
  latency
  planning
  scaling
  seed
  small-batches
  strategies
  sync-short
  sync
  workers
  $ upbench list columns --format names | paste -sd,
  run,case,strategy,peer,rows,columns,chunk,workers,changed,new,skip_unchanged,table_rows,rtt_us,settings,round,position,sample,phase,status,error,fetch_ns,classify_ns,create_ns,update_ns,business_ns,total_ns,encode_ns,rows_updated,rows_created,rows_unchanged,round_trips,bytes_sent,bytes_received,wal_bytes,wal_records,wal_fpi,buffers_hit,buffers_read,hot_updates,dead_tuples,client_cpu_ns,server_cpu_ns,backend_peak_bytes,client_peak_bytes,state_hash,commit_ns,tuned,plan,peer_ns,arm,session,steal_ns,runnable,cpu_khz,checkpoints,autovacuums,statements,temp_bytes,table_bytes,index_bytes,toast_bytes,catalog_bytes,probe_ns,bandwidth_bits_per_s,fetch_delay_ns,client_instructions,server_instructions,prepare_ns,newpage_updates,fetch_critical_ns,classify_critical_ns,create_critical_ns,update_critical_ns,business_critical_ns,commit_critical_ns,rows_duplicate,fetch_pages,fetch_retries,fetch_bytes,gone_ns,gone_critical_ns,rows_gone,partitions,partition_by,overlap,whole_sync,fetch_concurrency,create,gone_share,gone,fetch_begin_ns,fetch_end_ns,classify_begin_ns,classify_end_ns,create_begin_ns,create_end_ns,update_begin_ns,update_end_ns,business_begin_ns,business_end_ns,commit_begin_ns,commit_end_ns,gone_begin_ns,gone_end_ns

JSON is JSON, and says the same:

  $ for noun in strategies experiments columns; do
  >   upbench list $noun --format json | python3 -c 'import json, sys
  > for entry in json.load(sys.stdin): print(entry["name"])' > names
  >   upbench list $noun --format names | cmp - names
  > done
  $ upbench list strategies --format json | head -23
  [
    {
      "name": "row-autocommit",
      "description": "one UPDATE per row, each its own transaction: as an ORM that saves each object",
      "chunked": false,
      "streams": true,
      "parallel": true,
      "skips_unchanged": true,
      "autocommit": true,
      "binary": false,
      "whole_rows": false,
      "syncs": false,
      "idle": false,
      "bound": false,
      "default_chunk": null,
      "min_server_version": null,
      "requires": [
        "many-transactions"
      ],
      "copies": 0,
      "tuning": []
    },
    {

What a strategy can do, and with which settings it is at its best:

  $ upbench list strategies --format json | python3 -c 'import json, sys
  > for s in json.load(sys.stdin):
  >     print(s["name"] + ":", *(k for k, v in s.items() if v is True))
  >     for k in "default_chunk", "min_server_version": s[k] and print("   ", k, s[k])
  >     for t in s["tuning"]: print("   ", t["name"], "=", t["value"] + ":", t["reason"])'
  row-autocommit: streams parallel skips_unchanged autocommit
  row: streams parallel skips_unchanged
  row-prepared: streams parallel skips_unchanged
  row-pipeline: streams parallel skips_unchanged
  case-when: chunked parallel
      jit = off: the compiler takes seconds for expressions that run for milliseconds
  values: chunked parallel skips_unchanged
      default_chunk 100
  copy-temp: streams parallel skips_unchanged
      work_mem = 256MB: a hash of all rows in memory lets the table be updated in its own order
      jit = off: the join is read once: compiling it costs more than it can save
  copy-temp-binary: streams parallel skips_unchanged binary
      work_mem = 256MB: a hash of all rows in memory lets the table be updated in its own order
      jit = off: the join is read once: compiling it costs more than it can save
  copy-staging: streams parallel skips_unchanged binary
      work_mem = 256MB: a hash of all rows in memory lets the table be updated in its own order
      jit = off: the join is read once: compiling it costs more than it can save
  copy-unlogged: streams parallel skips_unchanged binary
      work_mem = 256MB: a hash of all rows in memory lets the table be updated in its own order
      jit = off: the join is read once: compiling it costs more than it can save
  unnest: chunked parallel skips_unchanged
      plan_cache_mode = force_custom_plan: a generic plan takes every array for ten elements and joins by a nested loop
      work_mem = 256MB: a hash of all rows in memory lets the table be updated in its own order
      jit = off: compiling twenty unnest() calls costs more than it can save
  unnest-binary: chunked parallel skips_unchanged binary
      plan_cache_mode = force_custom_plan: a generic plan takes every array for ten elements and joins by a nested loop
      work_mem = 256MB: a hash of all rows in memory lets the table be updated in its own order
      jit = off: compiling twenty unnest() calls costs more than it can save
  json: chunked parallel skips_unchanged
  merge-copy: streams parallel skips_unchanged binary
      min_server_version 15
      work_mem = 256MB: a hash of all rows in memory lets the table be updated in its own order
      jit = off: the join is read once: compiling it costs more than it can save
  merge-unnest: chunked parallel skips_unchanged binary
      min_server_version 15
      plan_cache_mode = force_custom_plan: a generic plan takes every array for ten elements and joins by a nested loop
      work_mem = 256MB: a hash of all rows in memory lets the table be updated in its own order
      jit = off: compiling twenty unnest() calls costs more than it can save
  upsert-copy: streams parallel skips_unchanged binary whole_rows
      work_mem = 256MB: a hash of all rows in memory lets the table be updated in its own order
      jit = off: the join is read once: compiling it costs more than it can save
  upsert-unnest: chunked parallel skips_unchanged binary whole_rows
      plan_cache_mode = force_custom_plan: a generic plan takes every array for ten elements and joins by a nested loop
      work_mem = 256MB: a hash of all rows in memory lets the table be updated in its own order
      jit = off: compiling twenty unnest() calls costs more than it can save
  merge-sync: streams skips_unchanged binary syncs
      min_server_version 15
      work_mem = 256MB: a hash of all rows in memory lets the table be updated in its own order
      jit = off: the join is read once: compiling it costs more than it can save
  staging-sync: streams skips_unchanged binary syncs
      work_mem = 256MB: a hash of all rows in memory lets the table be updated in its own order
      jit = off: the join is read once: compiling it costs more than it can save
  floor: streams skips_unchanged bound
  null: chunked streams parallel skips_unchanged idle
  $ upbench list columns --format json | head -6
  [
    {
      "name": "run",
      "unit": "",
      "description": "identifier of the run, the same in run.json",
      "file": "samples.csv"

Every shipped experiment can be read:

  $ upbench list experiments --format names > experiments
  $ while read -r name; do upbench run $name --strategy nosuch; done < experiments
  upbench run: --strategy: there is no strategy "nosuch"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  upbench run: --strategy: there is no strategy "nosuch"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  upbench run: --strategy: there is no strategy "nosuch"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  upbench run: citus: the experiment needs a server with Citus, which a private cluster is not: name one by --dbname
  upbench run: --strategy: there is no strategy "nosuch"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  upbench run: --strategy: there is no strategy "nosuch"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  upbench run: --strategy: there is no strategy "nosuch"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  upbench run: --strategy: there is no strategy "nosuch"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  upbench run: --strategy: there is no strategy "nosuch"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  upbench run: --strategy: there is no strategy "nosuch"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  upbench run: --strategy: there is no strategy "nosuch"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  upbench run: --strategy: there is no strategy "nosuch"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  upbench run: --strategy: there is no strategy "nosuch"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  upbench run: --strategy: there is no strategy "nosuch"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  upbench run: --strategy: there is no strategy "nosuch"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  upbench run: --strategy: there is no strategy "nosuch"; `upbench list strategies` lists them, and `upbench list peers` the other programs, for --peer
  [2]
