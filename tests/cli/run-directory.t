Runs that begin in the same second have directories of their own; whoever makes one has its name. All names of the next
minutes are taken here:

  $ now=$(date +%s); mkdir results
  $ take() { for s in $(seq 0 900); do TZ=UTC printf "results/command-line-%(%Y%m%dT%H%M%SZ)T$1\n" $((now + s)); done | xargs mkdir -p; }
  $ take
  $ try() { upbench run -q -s unnest -r 2 --samples 1 --warmup 0 "$@"; }
  $ try > first; sed 's/-[0-9]*T[0-9]*Z/-TIME/' first
  results/command-line-TIME-2
  $ ls $(cat first) | wc -l
  6
  $ take -2
  $ try | sed 's/-[0-9]*T[0-9]*Z/-TIME/'
  results/command-line-TIME-3

What fails leaves no name taken:

  $ before=$(ls results | wc -l)
  $ try -d 'host=/no/such/directory' 2> /dev/null
  [5]
  $ upbench calibrate -q -d 'host=/no/such/directory' 2> /dev/null
  [5]
  $ [ $(ls results | wc -l) = $before ]
  $ mkdir empty; cd empty; try -d 'host=/no/such/directory' 2> /dev/null
  [5]
  $ ls

At once:

  $ for i in 1 2 3; do try > out.$i 2> err.$i & done; wait; cat err.*; sort -u out.* | wc -l; ls results | wc -l
  3
  3
  $ touch not; cd ..; rm -r results; touch results; try
  upbench run: --output: cannot create directory results/command-line-*: Not a directory (glob)
  [2]
