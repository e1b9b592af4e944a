The help of the program and of every command, complete:

  $ upbench --help
  Usage: upbench COMMAND [arguments] [options]
  
  Benchmark strategies to update many rows in PostgreSQL.
  
  upbench runs one sync pipeline with different update strategies against a
  PostgreSQL server, verifies that each leaves the table in the same state, and
  writes raw timings, plots and a report.
  
  Without --dbname it starts a private cluster in a temporary directory, reachable
  only through a Unix socket there, and removes it at the end.
  
  Commands:
    run             run an experiment and write a run directory
    compare         compare two arms or two runs, case by case
    report          write table, summary, plots and report from the files of a run
    plan            predict time and costs of sizes that were not measured
    advise          recommend a strategy for a workload, with reasons
    history         add runs to a history file (CSV), one row per run and case
    calibrate       measure which changes a comparison on this machine can detect
    check           check how strategies treat hostile data; nothing is timed
    doctor          look at a server before a run; nothing is written there
    data            write a data set as CSV
    shape           write what a table is made of, without its rows, to a file
    list            list strategies, peers, experiments, or columns of samples.csv
                    and summary.csv
    peer            serve the strategies of this build to another upbench
    api             serve a data set as a partner's API
    help [COMMAND]  Show help of the program or of a command
  
  Options:
    -h, --help      Show this help.
        --version   Show the version.
  
  Every command has --help: 'upbench run --help'.
  $ upbench run --help
  Usage: upbench run [EXPERIMENT] [options]
  
  Run an experiment and write a run directory.
  
  EXPERIMENT is the name of a shipped experiment (`upbench list experiments`) or
  an .ini file. Without it, --strategy or --peer and the other options define the
  cases; without these, the experiment `default` runs, or with --table or --shape
  every strategy. Options on the command line override those in the file.
  
  Every combination of the factors' levels is a case. A round runs every case
  once, in a balanced order. Before each sample the table is restored to the same
  physical state; after it the table is compared with the result that the oracle
  computed.
  
  Connection:
    -d, --dbname CONNINFO     Server, as for psql: a name, a conninfo string or a
                              URI. Only a schema of upbench's own is written to.
                              Default: a private cluster.
        --schema NAME         Work in this schema of the server instead of a new
                              one, for a role that may create nowhere else. It
                              must be empty, and is left empty. The name is
                              written without quotes.
        --pg-bin DIR          Directory of initdb and postgres of the private
                              cluster. Default: PATH, then the newest version
                              installed.
        --allow-published     Work in a database that has a publication FOR ALL
                              TABLES, too: its subscribers get changes of tables
                              that they do not have, and stop.
        --pooled              --dbname is a pooler in transaction mode, such as
                              PgBouncer: each sample is one transaction through
                              it, whose settings end with it. Strategies that need
                              a session are skipped. See docs/servers.md.
        --control CONNINFO    With --pooled: the server behind the pooler,
                              directly, for all that is not measured. Required
                              then.
  
  Table:
        --table [SCHEMA.]TABLE
                              Measure a copy of this table of the server, instead
                              of the built-in table. The name is written as in
                              SQL. The copy is in a schema of upbench's own, which
                              is dropped at the end; the table is only read. See
                              docs/own-table.md.
        --shape FILE          Measure a table made from this file of `upbench
                              shape`, with made-up rows, on a private cluster or
                              the server of --dbname.
        --leaf PARTITION      Measure only this partition of the table, as an
                              ordinary table.
        --key COLUMN,...      Columns by which an update finds a row: those of a
                              unique index, none of which may be null. Default: as
                              for `upbench shape`.
        --scope COLUMN[=VALUE]
                              A sync brings only rows with this value in this
                              column, such as those of one tenant; of made-up rows
                              the value is made up, too. Default: rows of the
                              whole table, or the scope of the shape.
        --sample SHARE        Share of the table's rows that the copy has, chosen
                              by a hash of their keys. (0 to 1; default: 1)
        --data rows|shape     Rows of the copy. rows: those of the table; shape:
                              made up from its statistics, as for --shape.
                              (default: rows)
        --fk leave-out|stub   Foreign keys. leave-out: the copy has none; stub:
                              they refer to tables that have the values in use, so
                              that an update pays for the check. (default:
                              leave-out)
        --triggers leave-out|keep
                              Triggers. leave-out: the copy has none; keep: it has
                              them, with the functions of the original, which may
                              write to other tables. (default: leave-out)
        --copy-timeout DURATION
                              Time after which a statement that copies rows is
                              stopped (0: never). While it runs, VACUUM cannot
                              remove what is deleted meanwhile, in the whole
                              database. (0 to 86400 s; default: 600 s)
  
  Workload:
        --source synthetic|csv:FILE|api[:URL]
                              Where a sync fetches its rows. synthetic: they are
                              made; csv:FILE: a CSV file, which may be compressed
                              by gzip; api: pages of JSON over HTTP, from a server
                              that upbench starts, or from URL. See
                              docs/source.md. (default: synthetic)
        --csv-delimiter CHARACTER
                              Delimiter of the fields of the CSV file, or tab.
                              Default: a comma.
        --csv-null TEXT       Field of the CSV file, without quotes, that is null.
                              Default: an empty one.
        --on-bad-row stop|skip
                              Row of the CSV file that is wrong. stop: nothing is
                              measured; skip: it is left out. (stop, skip;
                              default: stop)
        --rejects FILE        New file for the rows that --on-bad-row skip leaves
                              out. It has their values; only you can read it.
        --api-map FILE        Paths of the columns in the JSON of an API, and the
                              names of its parameters. Default: those of the
                              partner API for the built-in table; for others,
                              members with the names of the columns.
        --fetch-page-rows N   Rows that are asked for in a page of an API. (1 to
                              10000; default: 100)
        --fetch-latency DURATION
                              Time that the API of --source api takes for a page
                              before it sends it. (0 to 60 s; default: 0)
        --fetch-timeout DURATION
                              Limit of one request for a page, after which it is
                              repeated; also the longest wait that an API may ask
                              for (Retry-After). (1 to 3600 s; default: 30 s)
        --fetch-retries N     Repetitions of a request for a page that failed in a
                              way that may pass, after a delay that doubles. (0 to
                              20; default: 5)
    -s, --strategy LIST       Strategies, or all; see `upbench list strategies`.
                              Can be repeated.
        --peer LIST           Other programs (bench/measure/peer/README.md): a
                              name of `upbench list peers`, NAME=PATH, or
                              NAME=PATH:STRATEGY for a strategy of another
                              upbench.
    -r, --rows LIST           Rows per batch. (1 to 10000000; default: 1914)
        --columns LIST        Number of columns updated, including the key, at
                              most those of the table: the built-in one has 20. Or
                              names of columns that are updated besides the key,
                              as in SQL, such as status,"Due on". Default for
                              --table and --shape: all that travel. (2 to 1600;
                              default: 20)
        --changed LIST        Share of the rows whose values differ from the
                              table's. (0 to 1; default: 1)
        --new LIST            Share of the rows that the table does not have; the
                              sync creates them. (0 to 1; default: 0)
        --table-rows LIST     Rows in the table before the sync, those of other
                              usernames included (0: only the rows of the batch
                              that are not new). (0 to 1000000000; default: 0)
        --rtt LIST            Network round-trip time to simulate, by a relay,
                              e.g. 0,500us,2ms (0: none). (0 to 10 s; default: 0)
        --bandwidth LIST      Network bandwidth to simulate by a relay, shared by
                              the connections of a case, per direction, e.g.
                              100Mbit,1Gbit (0: no limit). (default: 0)
        --fetch-delay LIST    Simulated response time of the service that the rows
                              come from: a delay before the first row, each time
                              that the rows are read. (0 to 3600 s; default: 0)
        --chunk LIST          Rows per statement, for strategies that can split
                              (0: the strategy's default). (0 to 10000000;
                              default: 0)
        --workers LIST        Connections that share the update, by key range,
                              each with its own transaction. (1 to 64; default: 1)
        --skip-unchanged      Do not update rows that have the right values
                              already (IS DISTINCT FROM).
        --tuned               Apply the settings that the strategy recommends; see
                              `upbench list strategies --format json`.
        --set NAME=VALUE      Server setting for the connections that are
                              measured. Can be repeated; the last value of a name
                              applies. (repeatable)
        --partitions LIST     Partitions of the built-in table (0: none). (0 to
                              500; default: 0)
        --partition-by LIST   How --partitions are made: by hash or range of the
                              key, or by list of the scope. (hash, range, list;
                              default: hash)
        --overlap             Write rows while later ones are fetched, a page of
                              the source at a time, in one transaction. Cases are
                              compared by the whole sync then (--whole-sync).
        --whole-sync          Compare the time of the whole sync, from the first
                              page that is fetched to the end of the commit,
                              instead of that of update and commit.
        --fetch-concurrency LIST
                              Pages of an API that are fetched at once (--source
                              api). (1 to 64; default: 1)
        --create LIST         Strategies of the create stage, which brings the new
                              rows to the table. Its time is create_ns.
                              (insert-copy, insert-values, insert-unnest,
                              upsert-unnest, upsert-copy; default: insert-copy)
        --gone-share LIST     Rows of the same username that the built-in table
                              has and the sync does not bring, as a share of
                              --rows. (0 to 1; default: 0)
        --gone LIST           What a sync does with rows of its scope that it does
                              not bring: ignore, count, deactivate (the built-in
                              table alone: its status becomes INACTIVE) or delete
                              them. auto: count them where there can be some, with
                              --gone-share, a CSV file or the API of a URL, else
                              ignore them. (auto, ignore, count, deactivate,
                              delete; default: auto)
        --for-rows N          In place of --rows: measure N/80, N/40, N/20 and
                              N/10, and of 200,000 rows and more up to 2N/5 until
                              three of them have 20,000 rows, each on a private
                              cluster whose memory is scaled down alike, so that
                              `upbench plan` can predict N rows on a server with
                              default settings and those of --server-set. (8000 to
                              100000000)
        --with-target         With --for-rows: measure N rows as well, in the same
                              rounds. `upbench plan` predicts without them, and
                              prints what was measured next to it.
        --server-set NAME=VALUE
                              Setting of the private cluster, as of postgres -c;
                              can be repeated. Settings of sessions are set by
                              --set. (repeatable)
        --arm NAME:KEY=VALUE,...
                              One side of a comparison; give at least two. Every
                              case is measured once in each arm, in the same
                              rounds. Keys: set=NAME=VALUE (repeatable),
                              schema-sql=FILE (SQL run in the schema of the arm;
                              the table is ads_programregistry), distribute=BY and
                              shards=N (see --distribute), shape=FILE (another
                              table, with made-up rows), dbname=CONNINFO,
                              pooled=CONNINFO (a pooler through which the samples
                              go, see --pooled), peer=PATH. A value with a comma
                              is in double quotes. Example: --arm base --arm
                              nojit:set=jit=off. (repeatable)
        --distribute LIST     How the built-in table is distributed on the server
                              of --dbname, which must have Citus: none, scope (by
                              username), key (by program_id), reference, or one of
                              these columns. Each is an arm of that name; see
                              docs/citus.md.
        --shards N            Shards of a table that --distribute spreads.
                              Default: citus.shard_count of the server. (1 to
                              64000)
        --server-columns LIST
                              Columns that the table writes itself, as by a
                              trigger: they are updated like the others, but not
                              compared with the expected state.
  
  Sampling:
        --samples N           Measured samples per case. (1 to 1000000; default:
                              20)
        --min-samples N       Measured samples that a case gets even when its
                              budget is spent. (1 to 1000000; default: 3)
        --budget DURATION     Wall time per case, including restoring the table,
                              after which sampling stops. (0 to 86400 s; default:
                              30 s)
        --stop-at-budget      Skip a case if its smaller sizes predict that a sync
                              takes longer than the timeout, or the minimum of
                              samples longer than twice the budget.
        --memory BYTES        Limit of client memory per case, e.g. 512MiB or 2GB;
                              a case that needs more is skipped. Default: half of
                              the machine's, or of the control group's limit.
        --warmup N            Warm-up samples after the cold one, not counted; up
                              to 4 until a prepared statement has its final plan.
                              The first captures the plan (0: none). (0 to 1000;
                              default: 1)
        --precision PERCENT   Stop a case when half of the 95 % interval is at
                              most PERCENT of the median (at least 10 samples; 0:
                              off). (0 to 100 %; default: 2 %)
        --decide PERCENT      Stop a case once its arms have decided whether they
                              differ by PERCENT, from the third session on (0:
                              off). `upbench compare` then uses this threshold. (0
                              to 100 %; default: 0)
        --sessions N          Sessions that share the samples and the budget of a
                              case. Each has fresh connections, a restarted
                              private cluster and warm-ups. (1 to 100; default: 1)
        --probe-cost          Switch the counters off in every second round, and
                              report the difference.
        --confirm             Second measurement of the cases in which an arm
                              regressed, in three fresh sessions. `upbench
                              compare` then requires both to agree.
        --confirm-threshold PERCENT
                              Threshold that selects the cases for --confirm; at
                              most that of the comparison. With --decide: its
                              threshold. (0 to 1000 %; default: 5 %)
        --timeout DURATION    Limit of one sync, after which it is canceled and
                              the case recorded as timeout (0: none). (0 to 86400
                              s; default: 120 s)
        --seed N              Seed of the data sets. (default: 1914)
        --order-seed N        Seed of the order of the cases. Default: a new one
                              for each run, which run.json has as order_seed. (at
                              least 1)
        --threshold PERCENT   Threshold that `upbench compare` uses for these
                              cases; stored in run.json (0: the threshold of
                              compare). (0 to 1000 %)
        --metric LIST         Metrics that `upbench compare` uses for these cases;
                              stored in run.json. Default: those of compare.
                              (update, total, wal_bytes, round_trips, bytes_sent,
                              buffers, server_cpu, client_cpu, backend_peak,
                              client_peak, server_instructions,
                              client_instructions, temp_bytes, table_bytes,
                              index_bytes, cold, update_mean, update_slow,
                              update_spread, tails)
        --sql STRATEGY        At the end, print the statements of this strategy,
                              one of those measured, as a script with comments and
                              without values.
        --dry-run             Print the cases with their memory, disk and time;
                              run nothing.
  
  Output:
    -o, --output DIR          Run directory; must not contain a run. Default:
                              results/EXPERIMENT-TIME.
        --progress auto|always|never
                              Line on standard error with case, round and time
                              left, and on a terminal the result so far. auto: on
                              a terminal. (auto, always, never; default: auto)
    -q, --quiet               No output except the run directory.
    -v, --verbose             Also the stages of the sync, with their shares.
    -h, --help                Show this help.
  
  Examples:
    upbench run
        The default experiment, on a private cluster.
    upbench run --strategy unnest,copy-temp --rows 1e3,1e4,1e5
        Two strategies at three sizes.
    upbench run -d 'host=db dbname=staging' --strategy case-when --chunk 0,100 --set jit=off
        One strategy on your own server, in a schema that is dropped at the end.
    upbench run --table sales.orders -d shop --sql unnest
        All strategies on a copy of your own table, and the statements of one of
        them.
  $ upbench compare --help
  Usage: upbench compare RUN | BASE NEW [options]
  
  Compare two arms or two runs, case by case.
  
  Compares the arms of a run pair by pair, each with the first one, or the cases
  that two runs share. Each is regressed, improved, equivalent, inconclusive or
  incomparable. A change must exceed the threshold with its whole 95 % interval,
  also after Holm's correction for the number of comparisons. A case that `upbench
  run --confirm` measured again counts as regressed only if it regressed in both
  measurements. A case that is new, or that both sides skipped, is listed and is
  no error.
  
  Runs that differ in server, settings, relation, data, host or the state before a
  sample, or that are incomplete, are refused.
  
  Exits with 1 when a case, or the mean of all, regressed; with 4 when the runs,
  all cases or, if none regressed, any case cannot be compared or has failed
  samples; with 3 when a case is inconclusive and its samples cannot detect a
  large slow-down (--must-see) or, with --require-conclusive, when any is
  inconclusive.
  
  Comparison:
        --threshold PERCENT   Smallest change of times and memory that matters;
                              overrides that of the experiment. Tails scale with
                              it; counters have thresholds of their own. Default
                              with --decide: that of the run. (0 to 1000 %;
                              default: 5 %)
        --metric LIST         Metrics to compare. update: time of update and
                              commit; cold: that of the first call of each
                              session; tails: the three update_* ones. (update,
                              total, wal_bytes, round_trips, bytes_sent, buffers,
                              server_cpu, client_cpu, backend_peak, client_peak,
                              server_instructions, client_instructions,
                              temp_bytes, table_bytes, index_bytes, cold,
                              update_mean, update_slow, update_spread, tails;
                              default: update)
        --force               Also compare runs that differ in server, settings,
                              host or data, or are incomplete; print the
                              differences as a warning.
        --require-conclusive  Exit with 3 when a comparison is inconclusive.
        --strict              Exit with 4 also if a case is new or was measured on
                              neither side.
        --expect FILE         Cases that must be there, one name per line; exit
                              with 4 if one is not.
        --must-see PERCENT    Exit with 3 if a comparison is inconclusive and
                              cannot detect a slow-down of PERCENT (0: off).
                              Default: twice its threshold plus 5. (0 to 10000 %)
        --rounds FIRST-LAST   Samples of these rounds only.
        --noise FILE          File noise.json of `upbench calibrate` on the same
                              machine, server and settings. Supplies the variation
                              between sessions where a side has fewer than three,
                              and a minimum threshold.
        --history FILE        History (see `upbench history`) to compare the run
                              with.
        --seed N              Seed of the permutations of a history and of tails.
                              (default: 1914)
  
  Output:
        --format FORMAT[=FILE]
                              Output format: terminal, markdown, json, junit or
                              csv. With =FILE, a further file of that format;
                              several are allowed. (repeatable)
    -o, --output FILE         File for the comparison; only the summary line is
                              printed.
    -q, --quiet               No output on the terminal; the exit code has the
                              verdict.
        --export KIND=FILE    Results for another program, in a file: bencher,
                              benchfmt (benchstat), github-action-benchmark,
                              google-benchmark (compare.py), openmetrics. Cases
                              that failed, even once, and null are omitted.
                              (repeatable)
    -h, --help                Show this help.
  
  Examples:
    upbench compare arms
        The arms of one run, pair by pair.
    upbench compare before after --threshold 3 --metric update,wal_bytes
        Two runs, each case by two metrics.
    upbench compare arms --metric update,tails
        Also slow samples and scatter, which the center does not show.
    upbench compare arms --format markdown=comment.md --format junit=compare.xml
        For a CI job to show.
    upbench compare nightly --history history.csv
        Since when is a case slower?
  $ upbench report --help
  Usage: upbench report RUN [RUN ...] [options]
  
  Write table, summary, plots and report from the files of a run.
  
  Reads run.json, samples.csv and plans.json, writes summary.csv, plots/ and
  report.html, and prints the table. No server is needed. With --output, --export
  or --plots nothing else is written. A directory that cannot be written to is
  left as it is, with a warning.
  
  Of several runs the report is that of the last one, with verdicts of each later
  one against the first; where they differ in server, settings, host or data, it
  lists what differs instead. Where several of them have a claim (`upbench run
  seed`), a table holds it side by side. The arms of a run are compared with its
  first arm. The exit code does not depend on verdicts; use `upbench compare` in
  scripts.
  
  A file among the arguments must be output of `upbench check --format json`; the
  report shows its results, as it does those of meanings.json in the run
  directory.
  
  Options:
    -o, --output FILE         File of the report; -: standard output. Default:
                              report.html in the run directory; standard output
                              for markdown.
        --format FORMAT       html: everything, in one file without external
                              references. markdown: short, for a comment or a job
                              summary; nothing else is written. svg, png, pdf: of
                              --plots. (html, markdown, svg, png, pdf; default:
                              html)
        --plots DIR           Directory for the plots alone, in the format of
                              --format (default: svg), with the tables that they
                              are drawn from.
        --history FILE        History (see `upbench history`) to compare the run
                              with.
    -q, --quiet               No output except the run directory.
    -v, --verbose             Also the stages of the sync, with their shares.
        --export KIND=FILE    Results for another program, in a file: bencher,
                              benchfmt (benchstat), github-action-benchmark,
                              google-benchmark (compare.py), openmetrics. Cases
                              that failed, even once, and null are omitted.
                              (repeatable)
    -h, --help                Show this help.
  
  Examples:
    upbench report results/default-20260101T120000Z
        Table, plots and report.html again.
    upbench report results/before results/after -o after.html
        Report of the second run, with verdicts against the first.
    upbench report results/nightly --history history.csv
        With the run in which each case got its present level.
    upbench report --format markdown results/nightly
        Short, for a comment on a change.
    upbench report --plots figures --format pdf results/nightly
        The plots for a paper.
    upbench report -q results/nightly --export bencher=results.json
        Its results for another program.
  $ upbench history --help
  Usage: upbench history RUN [RUN ...] [FILE] [options]
  
  Add runs to a history file (CSV), one row per run and case.
  
  Appends a row for each run and case that has a result: when the run started, its
  revision, and the medians of time, WAL and round trips. The file is an argument
  or that of --output. Rows are only ever added, and several programs may add at
  the same time.
  
  Options:
    -o, --output FILE         History file (CSV), created if missing; the same as
                              an argument.
        --case NAME           Only the case of that name, for programs that read
                              one file per case.
        --force               Also add an incomplete run: one that was
                              interrupted, killed or failed.
    -h, --help                Show this help.
  
  Examples:
    upbench history history.csv results/nightly-*
        Several runs; one that is in the history already is not added again.
  $ upbench check --help
  Usage: upbench check [options]
  
  Check how strategies treat hostile data; nothing is timed.
  
  Runs every strategy on unusual data and tables, such as duplicate keys, values
  out of range, invalid UTF-8, triggers and partitions. Compares the outcome with
  the policy, and the table with the state that the client expects.
  
  With --table or --shape it runs them on a table made from this shape, with
  made-up rows: also with no rows, one row, a key twice, keys that the table does
  not have, nulls, and texts that the server refuses. What the table refuses by
  itself is skipped. Columns that do not travel must stay as they are.
  
  Exits with 6 when a strategy departs from the policy, and with 5 when the server
  fails. A strategy that the server refuses to carry out with plain data is
  skipped.
  
  Connection:
    -d, --dbname CONNINFO     Server, as for psql: a name, a conninfo string or a
                              URI. Only a schema of upbench's own is written to.
                              Default: a private cluster.
        --schema NAME         Work in this schema of the server instead of a new
                              one, for a role that may create nowhere else. It
                              must be empty, and is left empty. The name is
                              written without quotes.
        --pg-bin DIR          Directory of initdb and postgres of the private
                              cluster. Default: PATH, then the newest version
                              installed.
        --allow-published     Work in a database that has a publication FOR ALL
                              TABLES, too: its subscribers get changes of tables
                              that they do not have, and stop.
  
  Table:
        --table [SCHEMA.]TABLE
                              Of the server of --dbname, instead of the built-in
                              table. Only its shape is read; its rows are made up,
                              as by `upbench run --data shape`. The name is
                              written as in SQL.
        --shape FILE          The same from this file of `upbench shape`, on a
                              private cluster or the server of --dbname.
        --leaf PARTITION      Only this partition of the table, as an ordinary
                              table.
        --key COLUMN,...      Columns by which an update finds a row. Default: as
                              for `upbench shape`.
  
  Options:
    -s, --strategy LIST       Strategies. Default: all.
        --format terminal|markdown|json
                              Output format. (default: terminal)
    -h, --help                Show this help.
  
  Examples:
    upbench check
        All strategies, on a private cluster.
    upbench check --table public.orders -d shop
        All strategies, on a table made like this one, with made-up rows.
    upbench check -s merge-copy,upsert-copy --format markdown
        Two of them, for a report.
  $ upbench data --help
  Usage: upbench data [options]
  
  Write a data set as CSV.
  
  Writes the data set that `upbench run` with the same options uses. A row is a
  function of the seed and its number alone, the same on every machine.
  
  With --shape or --table it writes the rows that `upbench run` with --shape, or
  with --table and --data shape, makes up: those of a sync, in the columns that
  travel. A server judges which of them the table takes. Values of rows of yours
  are in no file of upbench's, so rows of the table itself cannot be written.
  
  Options:
    -o, --output FILE         File of the data set. Default: standard output.
    -r, --rows N              Rows of the new edition. (1 to 10000000; default:
                              1914)
        --columns N|NAMES     Number of columns, the key first, or names of
                              columns besides the key. Default for --table and
                              --shape: all that travel. (2 to 1600; default: 20)
        --changed SHARE       Share of rows that differ between the editions. (0
                              to 1; default: 1)
        --new SHARE           Share of rows that are missing from the old edition.
                              (0 to 1; default: 0)
        --edition old|new     Content of the table before a sync (old), or of the
                              batch (new). (old, new; default: new)
        --seed N              Seed of the data set. (default: 1914)
  
  Table:
        --table [SCHEMA.]TABLE
                              Of the server of --dbname, instead of the built-in
                              table. Only its shape is read; its rows are made up,
                              as by `upbench run --data shape`. The name is
                              written as in SQL.
        --shape FILE          The same from this file of `upbench shape`, on a
                              private cluster or the server of --dbname.
        --leaf PARTITION      Only this partition of the table, as an ordinary
                              table.
        --key COLUMN,...      Columns by which an update finds a row. Default: as
                              for `upbench shape`.
  
  Connection:
    -d, --dbname CONNINFO     Server, as for psql: a name, a conninfo string or a
                              URI. Only a schema of upbench's own is written to.
                              Default: a private cluster.
        --schema NAME         Work in this schema of the server instead of a new
                              one, for a role that may create nowhere else. It
                              must be empty, and is left empty. The name is
                              written without quotes.
        --pg-bin DIR          Directory of initdb and postgres of the private
                              cluster. Default: PATH, then the newest version
                              installed.
        --allow-published     Work in a database that has a publication FOR ALL
                              TABLES, too: its subscribers get changes of tables
                              that they do not have, and stop.
    -h, --help                Show this help.
  
  Examples:
    upbench data -r 1e5 -o rows.csv
        Of the built-in table.
    upbench data --shape orders.shape.json -r 1000 --edition old
        Made-up rows of a table of yours.
  $ upbench doctor --help
  Usage: upbench doctor [options]
  
  Look at a server before a run; nothing is written there.
  
  Prints what a server is: engine and version, primary or standby, a pooler in
  between, the rights of the role, settings, replication; what a run does there,
  unless it is ruled out; and what was found: what rules a run out, warnings, and
  notes. Each finding has its consequence and a remedy.
  
  Reads in transactions that only read. Every command that works on a named server
  looks in the same way first. Exits with 2 when a run is ruled out.
  docs/servers.md describes the findings.
  
  Options:
    -d, --dbname CONNINFO     Server, as for psql: a name, a conninfo string or a
                              URI. Nothing is written there. Required.
        --schema NAME         Work in this schema of the server instead of a new
                              one, for a role that may create nowhere else. It
                              must be empty, and is left empty. The name is
                              written without quotes.
    -r, --rows N              Rows of the built-in table, for the disk that it
                              needs. (1 to 10000000; default: 1914)
        --format terminal|markdown|json
                              Output format. (default: terminal)
    -h, --help                Show this help.
  
  Examples:
    upbench doctor -d 'host=db dbname=shop'
        What the server is, and what rules a run out.
    upbench doctor -d shop --rows 1e6 --format json
        The same for a program.

  $ upbench shape --help
  Usage: upbench shape [SCHEMA.]TABLE [options]
  
  Write what a table is made of, without its rows, to a file.
  
  Reads the catalogs and the statistics of ANALYZE, in one transaction that writes
  nothing and scans no table, and writes the shape of a table: columns, types,
  key, indexes, constraints, partitions, sizes, and which columns an update sets.
  It holds no value of a row unless --statistics values asks for them.
  docs/shape.md describes its fields.
  
  The table is named as in SQL: what is not in double quotes is folded to lower
  case, and without SCHEMA the search path applies. Views, foreign tables, and
  tables without a key or with inheritance are refused.
  
  Options:
    -d, --dbname CONNINFO     Server, as for psql: a name, a conninfo string or a
                              URI. Nothing is written there.
        --key COLUMN,...      Columns by which an update finds a row, quoted as in
                              SQL: those of a unique index of NOT NULL columns.
                              Default: replica identity, primary key, the only
                              such index.
        --scope COLUMN        Column whose value all rows of a sync share, such as
                              a tenant. Default: none.
        --statistics none|shape|values
                              Statistics of ANALYZE in the file. shape: numbers
                              alone; values: also the most common values and
                              bounds of histograms, which are values of rows.
                              (default: shape)
  
  Output:
    -o, --output FILE         File of the shape; a review of it is printed.
                              Default: standard output, without the review.
        --format terminal|markdown
                              Format of the review. (default: terminal)
    -q, --quiet               No review.
    -h, --help                Show this help.
  
  Examples:
    upbench shape orders -d 'host=db dbname=shop' -o orders.shape.json
        The shape in a file, and a review of it.
    upbench shape sales.orders -d shop --key tenant,number --scope tenant
        A key of two columns, in one of which all rows of a sync are equal.
    upbench shape '"Order Items"' -d shop --statistics none
        A name in quotes; no numbers.
  $ upbench list --help
  Usage: upbench list strategies|peers|experiments|columns|summary [options]
  
  List strategies, peers, experiments, or columns of samples.csv and summary.csv.
  
  `list columns` prints the columns of samples.csv and, as a table only, those of
  summary.csv. `list summary` prints those of summary.csv.
  
  Options:
        --format terminal|json|names
                              Output format; names: one per line. (default:
                              terminal)
    -h, --help                Show this help.
  $ upbench peer --help
  Usage: upbench peer [options]
  
  Serve the strategies of this build to another upbench.
  
  Another upbench starts this command for --peer NAME=PATH:STRATEGY, to measure
  that strategy of this build beside its own. It reads messages on standard input
  and answers on standard output, as bench/measure/peer/README.md of the sources
  describes. The server is that of libpq's environment variables.
  
  Options:
    -h, --help                Show this help.

The other ways to ask for it say the same:

  $ upbench --help > program
  $ upbench -h | cmp - program
  $ upbench help | cmp - program
  $ upbench help help | cmp - program
  $ for command in run compare report history calibrate check doctor data shape list peer; do
  >   upbench $command --help > help
  >   upbench $command -h | cmp - help
  >   upbench help $command | cmp - help
  > done

It is on standard output and fits 80 columns, and what else is on the line does not matter:

  $ upbench run --rows 1 --help nosuch 2>&1 > /dev/null
  $ for command in run compare report history calibrate check doctor data shape list peer; do upbench $command --help; done | grep -n '^.\{81,\}'
  294:  upbench run -d 'host=db dbname=staging' --strategy case-when --chunk 0,100 --set jit=off

The manual page and the completion are made from the same table:

  $ upbench --man | grep -c '^\.S[HS]'
  22
  $ upbench --completion bash | bash -n
  $ upbench --completion bash > completion; . ./completion
  $ COMP_WORDS=(upbench compare run --format ''); COMP_CWORD=4; _upbench; echo "${COMPREPLY[@]}"
  terminal markdown json junit csv
  $ upbench --version
  upbench [0-9]+\.[0-9]+\.[0-9]+ (re)
