The help of the program and of every command, complete:

  $ upbench --help
  Usage: upbench COMMAND [arguments] [options]
  
  measure how a batch of rows is best updated in PostgreSQL.
  
  upbench carries a data set through one sync pipeline with one update strategy
  after another against a real PostgreSQL, proves that each left the table in the
  same state, and writes raw timings, plots and a report.
  
  Without --dbname it starts a private cluster in a temporary directory, reachable
  through a Unix socket there and through nothing else, and removes it at the end.
  
  Commands:
    run             run an experiment, write a run directory
    compare         say of every case of two arms or two runs whether it got worse
    report          make table, summary, plots and the decision report from the
                    files of a run
    plan            predict time and costs, rows that fit a window, and where
                    strategies cross
    advise          recommend a strategy for a workload, and say why
    history         add runs to a history: a CSV file, a row a run and case
    calibrate       find out what a comparison on this machine can see
    check           check what strategies make of hostile data; nothing is timed
    data            write a data set as CSV
    list            list what there is: strategies, peers, experiments, columns of
                    samples.csv
    peer            be measured by another upbench, as one of its peers
    help [COMMAND]  Show help of the program or of a command
  
  Options:
    -h, --help      Show this help.
        --version   Show the version.
  
  Every command has --help: 'upbench run --help'.
  $ upbench run --help
  Usage: upbench run [EXPERIMENT] [options]
  
  run an experiment, write a run directory.
  
  EXPERIMENT is the name of a shipped experiment or an .ini file; without it, the
  options make the experiment when --strategy or --peer is given, and else it is
  the default one. Options on the command line win over those in the file.
  
  Every combination of the factors' levels is a case. A round runs every case
  once, in a balanced order; before each sample the table is put back into the
  same physical state, and after it the table is compared with what the oracle
  computed.
  
  Where:
    -d, --dbname CONNINFO     The server to measure on, as psql takes it: a name,
                              a conninfo string or a URI. upbench works in a
                              schema of its own there, drops it at the end, and
                              touches nothing else. Without this option a private
                              cluster is started and removed.
        --pg-bin DIR          Where initdb and postgres of the private cluster
                              are.
    -o, --output DIR          The run directory; it must not hold a run yet. By
                              default a new directory in results/, named by the
                              experiment and the time.
  
  What:
    -s, --strategy LIST       Which strategies; see `upbench list strategies`.
        --peer LIST           Which other programs take part: one that comes along
                              (see `upbench list peers`), NAME=PATH for a program
                              that speaks the protocol of bench/measure/peer, or
                              NAME=PATH:STRATEGY for a strategy of another
                              upbench. With peers, the data has no values that
                              their client libraries cannot carry.
    -r, --rows LIST           Rows per batch. (1 to 10000000; default: 1914)
        --columns LIST        Number of columns updated, including the key. (2 to
                              20; default: 20)
        --changed LIST        Share of the rows whose values differ from the
                              table's. (0 to 1; default: 1)
        --new LIST            Share of the rows that the table does not have; the
                              sync creates them. (0 to 1; default: 0)
        --table-rows LIST     Rows in the table before the sync, those of other
                              usernames included (0: only the rows of the batch
                              that are not new). (0 to 1000000000; default: 0)
        --rtt LIST            Network round-trip time to simulate, by a relay,
                              e.g. 0,500us,2ms (0: none). (0 to 10 s; default: 0)
        --bandwidth LIST      Network bandwidth to simulate, of all connections of
                              a case together and each way, by a relay, e.g.
                              100Mbit,1Gbit (0: no limit). (default: 0)
        --fetch-delay LIST    Delay before the first row, each time that the rows
                              are read: the response time of the interface that
                              they would be fetched from. Stated, not measured. (0
                              to 3600 s; default: 0)
        --chunk LIST          Rows per statement, for strategies that can split
                              (0: the strategy's default). (0 to 10000000;
                              default: 0)
        --workers LIST        Connections that share the update, by key range,
                              each with its own transaction. (1 to 64; default: 1)
        --skip-unchanged      Leave rows alone that have the right values already
                              (IS DISTINCT FROM).
        --tuned               Apply the settings that the strategy recommends; see
                              `upbench list strategies --format json`.
        --set NAME=VALUE      Server setting for the connections that are
                              measured. Can be repeated; the last value of a name
                              applies. (repeatable)
        --arm NAME:KEY=VALUE,...
                              Measure every case once more in each arm, side by
                              side in the same rounds. Keys: set=NAME=VALUE (can
                              be repeated), schema-sql=FILE (SQL that is run in
                              the schema after it was created; the table is
                              ads_programregistry, and functions want SET
                              search_path FROM CURRENT), dbname=CONNINFO (another
                              server), peer=PATH (another upbench carries out the
                              strategies). A value with a comma stands in double
                              quotes. A name alone changes nothing: --arm base
                              --arm nojit:set=jit=off. Two arms at least.
                              (repeatable)
  
  How:
        --samples N           Measured samples a case. (1 to 1000000; default: 20)
        --min-samples N       Measured samples that a case gets even when its
                              budget is spent. (1 to 1000000; default: 3)
        --budget SECONDS      Wall time of a case, restoring the table included,
                              after which it has enough samples. (0 to 86400 s;
                              default: 30)
        --stop-at-budget      Skip a case when smaller sizes of it predict that
                              one sync would take longer than the timeout, or its
                              first samples more than twice the budget.
        --memory BYTES        Skip a case that needs more memory on this side, as
                              one does that holds all rows at once: 512MiB, 2GB.
                              By default half of the machine's.
        --warmup N            Samples after the first, cold one that are not
                              counted either. The plan of the case is captured in
                              the first of them: with 0 there is none. (0 to 1000;
                              default: 1)
        --precision PERCENT   A case has enough samples when half of the 95 %
                              interval of its median is no more than this part of
                              the median, but not before --min-samples, and not
                              before 10. Arms wait for each other. 0 is never. (0
                              to 100 %; default: 2)
        --sessions N          Spread the samples of a case, and its budget, over
                              so many sessions; each has one at least. A session
                              begins with fresh connections, on a private cluster
                              that was restarted; its first sample is cold, and
                              warm-ups follow. (1 to 100; default: 1)
        --probe-cost          Take every second round without reading the counters
                              of server, processes and table, and say what reading
                              them costs. Nothing of it is in the timed part; this
                              shows it.
        --timeout SECONDS     Limit of one sync. What outlives it is canceled,
                              then terminated; the case is recorded as timeout and
                              the run goes on. 0 is no limit. (0 to 86400 s;
                              default: 120)
        --seed N              Seed of the data sets and of the order of the cases.
                              (default: 1914)
        --dry-run             Print the cases, and the memory, disk and time that
                              they need; run nothing.
  
  Talk:
        --progress auto|always|never
                              A line on standard error with the case, the round
                              and the time left; auto is on a terminal. (auto,
                              always, never; default: auto)
    -q, --quiet               Print nothing but the run directory.
    -v, --verbose             Also print the stages of the sync with their shares.
    -h, --help                Show this help.
  
  Examples:
    upbench run
        The default experiment, on a private cluster.
    upbench run --strategy unnest,copy-temp --rows 1e3,1e4,1e5
        Two strategies at three sizes.
    upbench run -d 'host=db dbname=staging' --strategy case-when --chunk 0,100 --set jit=off
        One strategy on a server of yours, in a schema that is dropped at the end.
  $ upbench compare --help
  Usage: upbench compare RUN | BASE NEW [options]
  
  say of every case of two arms or two runs whether it got worse.
  
  Compares the arms of a run pair by pair, each with the first one, or the cases
  that two runs have. Each is regressed, improved, equivalent, inconclusive or
  incomparable; a change must exceed the threshold with its whole interval of 95
  %, also after Holm's correction for the number of comparisons.
  
  Runs that differ in server, settings, relation, data, host or what is done
  before a sample, or that did not end, are refused.
  
  Exits with 1 when a case regressed; with 4 when the runs, or all cases, or, if
  none regressed, any case cannot be compared; with 3 when all have too few
  samples, and with --require-conclusive when any is inconclusive.
  
  What:
        --threshold PERCENT   The smallest change that matters; a smaller one is
                              neither regressed nor improved. Counters that are
                              constant on each side have a threshold of 0.
                              (default: 5)
        --metric LIST         What to compare; update is the time until the rows
                              are durable, buffers are those hit and read.
                              (update, total, wal_bytes, round_trips, bytes_sent,
                              buffers; default: update)
        --force               Compare also runs that differ in what their numbers
                              depend on, and runs that did not end; the
                              differences become a warning.
        --require-conclusive  Exit with 3 when a comparison is inconclusive.
        --rounds FIRST-LAST   Look at the samples of these rounds alone.
        --history FILE        Hold the run against a history (see `upbench
                              history`): since when is a case slower?
        --seed N              Of the bootstrap over sessions. (default: 1914)
  
  Output:
        --format FORMAT       How to write the comparison. (terminal, markdown,
                              json, junit, csv; default: terminal)
    -o, --output FILE         Write the comparison there, and print one line of
                              it.
    -q, --quiet               Print nothing: the exit code says it.
        --export KIND=FILE    Also write the results for another program: bencher,
                              benchfmt (benchstat), github-action-benchmark,
                              google-benchmark (compare.py), openmetrics. Cases
                              without a result are left out. (repeatable)
    -h, --help                Show this help.
  
  Examples:
    upbench compare arms
        The arms of one run, pair by pair.
    upbench compare before after --threshold 3 --metric update,wal_bytes
        Two runs, each case by two metrics.
    upbench compare arms --format junit -o compare.xml
        For a CI job to show.
    upbench compare nightly --history history.csv
        Since when is a case slower?
  $ upbench report --help
  Usage: upbench report RUN [RUN ...] [options]
  
  make table, summary, plots and the decision report from the files of a run.
  
  Reads run.json, samples.csv and plans.json, writes summary.csv, plots/ and
  report.html, and prints the table. No server is needed. With --output, --export
  or --plots nothing else is written. A directory that cannot be written to is
  left as it is, with a warning.
  
  Of several runs the report is that of the last one, with verdicts of each later
  one against the first; where they differ in server, settings, host or data, it
  lists what differs instead. Where several of them have the claim (`upbench run
  seed`), a table holds it side by side. The arms of a run are compared with its
  first arm. Whatever the verdicts are, it exits with 0: `upbench compare` is for
  scripts.
  
  An argument that is a file has the results of `upbench check --format json`: the
  report shows them, too, as it does meanings.json within a run directory.
  
  Options:
    -o, --output FILE         File of the report; - is standard output. By default
                              HTML goes to report.html in the directory of the
                              last run and Markdown to standard output.
        --format FORMAT       html: everything, in one file that needs no network.
                              markdown: short, for a comment on a change or the
                              summary of a job; nothing else is written. svg, png
                              and pdf are for --plots. (html, markdown, svg, png,
                              pdf; default: html)
        --plots DIR           Only draw the plots, into this directory, as
                              --format says (svg unless it is given), with the
                              tables that they are drawn from.
        --history FILE        Hold the run against a history (see `upbench
                              history`): since when is a case slower?
    -q, --quiet               Print nothing but the run directory.
    -v, --verbose             Also print the stages of the sync with their shares.
        --export KIND=FILE    Also write the results for another program: bencher,
                              benchfmt (benchstat), github-action-benchmark,
                              google-benchmark (compare.py), openmetrics. Cases
                              without a result are left out. (repeatable)
    -h, --help                Show this help.
  
  Examples:
    upbench report results/default-20260101T120000Z
        Table, plots and report.html, made again.
    upbench report results/before results/after -o after.html
        That of the second run, with verdicts against the first.
    upbench report results/nightly --history history.csv
        With since when each case is as fast as it is.
    upbench report --format markdown results/nightly
        Short, for a comment on a change.
    upbench report --plots figures --format pdf results/nightly
        The plots for a paper.
    upbench report -q results/nightly --export bencher=results.json
        Its results for another program.
  $ upbench history --help
  Usage: upbench history RUN [RUN ...] [options]
  
  add runs to a history: a CSV file, a row a run and case.
  
  Appends to the file named by --output a row for each run and case that has a
  result: when the run started, its revision, and the medians of time, WAL and
  round trips. Rows are only ever added, and several programs may add at once.
  
  Options:
    -o, --output FILE         The history, a CSV file; it is made when there is
                              none. Needed.
        --case NAME           Only the case of that name, for programs that want a
                              file a case.
    -h, --help                Show this help.
  
  Examples:
    upbench history results/nightly-* -o history.csv
        All of those runs; one that is in the history already is not added again.
  $ upbench check --help
  Usage: upbench check [options]
  
  check what strategies make of hostile data; nothing is timed.
  
  Runs every strategy over data and tables that are made to break it, such as a
  key that comes twice, values that do not fit, invalid UTF-8, triggers and
  partitions, and compares what it did with the policy, and the table with what
  the client computed.
  
  Exits with 6 when a strategy departs from the policy, and with 5 when the server
  fails.
  
  Options:
    -d, --dbname CONNINFO     The server to check on, as psql takes it: a name, a
                              conninfo string or a URI. upbench works in a schema
                              of its own there and drops it at the end. Without
                              this option a private cluster is started and
                              removed.
        --pg-bin DIR          Where initdb and postgres of the private cluster
                              are.
    -s, --strategy LIST       Which strategies; all of them by default.
        --format table|markdown|json
                              How to print the results. (table, markdown, json;
                              default: table)
    -h, --help                Show this help.
  
  Examples:
    upbench check
        All strategies, on a private cluster.
    upbench check -s merge-copy,upsert-copy --format markdown
        Two of them, for a report.
  $ upbench data --help
  Usage: upbench data [options]
  
  write a data set as CSV.
  
  Writes the data set that `upbench run` with the same options uses. A row is a
  function of the seed and its number alone: the same everywhere.
  
  Options:
    -o, --output FILE         File of the data set; standard output by default.
    -r, --rows N              How many rows the new edition has. (1 to 10000000;
                              default: 1914)
        --columns N           How many columns, the key first. (2 to 20; default:
                              20)
        --changed SHARE       Share of the rows that differ between the editions.
                              (0 to 1; default: 1)
        --new SHARE           Share of the rows that are missing from the old
                              edition. (0 to 1; default: 0)
        --edition old|new     What the table holds before a sync (old), or what
                              the sync brings (new). (old, new; default: new)
        --seed N              Seed of the data set. (default: 1914)
    -h, --help                Show this help.
  $ upbench list --help
  Usage: upbench list strategies|peers|experiments|columns [options]
  
  list what there is: strategies, peers, experiments, columns of samples.csv.
  
  Options:
        --format table|json|names
                              How to print the list. (table, json, names; default:
                              table)
    -h, --help                Show this help.
  $ upbench peer --help
  Usage: upbench peer [options]
  
  be measured by another upbench, as one of its peers.
  
  Another upbench starts this command when it is told --peer NAME=PATH:STRATEGY,
  to measure that strategy of this one beside its own. It is not meant for people:
  it reads messages on standard input and answers them on standard output, as
  bench/measure/peer/README.md of the sources describes. The server is where
  libpq's variables in the environment say.
  
  Options:
    -h, --help                Show this help.

The other ways to ask for it say the same:

  $ upbench --help > program
  $ upbench -h | cmp - program
  $ upbench help | cmp - program
  $ upbench help help | cmp - program
  $ for command in run compare report history calibrate check data list peer; do
  >   upbench $command --help > help
  >   upbench $command -h | cmp - help
  >   upbench help $command | cmp - help
  > done

It is on standard output and fits 80 columns, and what else is on the line does not matter:

  $ upbench run --rows 1 --help nosuch 2>&1 > /dev/null
  $ for command in run compare report history calibrate check data list peer; do upbench $command --help; done | grep -n '^.\{81,\}'
  132:  upbench run -d 'host=db dbname=staging' --strategy case-when --chunk 0,100 --set jit=off

The manual page and the completion are made from the same table:

  $ upbench --man | grep -c '^\.S[HS]'
  19
  $ upbench --completion bash | bash -n
  $ upbench --version
  upbench [0-9]+\.[0-9]+\.[0-9]+ (re)
