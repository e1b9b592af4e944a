A disk that is full. A small one can be made only by who may mount:

  $ mkdir disk
  $ unshare --mount true 2> /dev/null || exit 80 # mounting is not permitted here
  $ cat > script << 'END'
  > mount -t tmpfs -o size=$1 none disk || exit
  > upbench run -s unnest -r 1 --samples 1000000 --precision 0 -o disk/run
  > echo "exit $?"
  > [ -e disk/run/samples.csv ] || exit 0
  > tail -c 1 disk/run/samples.csv | od -An -c
  > python3 -m json.tool disk/run/run.json > /dev/null && echo run.json is whole
  > upbench report disk/run 2>&1 | head -n 1
  > END
  $ unshare --mount bash script 48k
  upbench run: [0-9]+ samples are kept in disk/run: disk/run/samples.csv: cannot write a line of CSV: No space left on device (re)
  exit 5
    \n
  run.json is whole
  upbench report: disk/run/summary.csv: cannot write a line of CSV: No space left on device
  $ unshare --mount bash script 4k
  upbench run: cannot write disk/run/run.json: No space left on device
  exit 5
  $ ls disk
  $ ls $TMPDIR

No room for the private cluster itself:

  $ mkdir -m 1777 $TMPDIR/small
  $ cat > script << 'END'
  > mount -t tmpfs -o mode=1777,size=$1 none $TMPDIR/small || exit
  > TMPDIR=$TMPDIR/small upbench run -s unnest -r 1 -o disk/run
  > echo "exit $?"; ls $TMPDIR/small
  > END
  $ for size in 8k 4m 20m 30m; do unshare --mount bash script $size 2>&1; done
  upbench run: no space is left for the private cluster in /*/small/upbench-*: free some, or set TMPDIR to a directory that has more (glob)
  exit 5
  upbench run: no space is left for the private cluster in /*/small/upbench-*: free some, or set TMPDIR to a directory that has more (glob)
  exit 5
  upbench run: no space is left for the private cluster in /*/small/upbench-*: free some, or set TMPDIR to a directory that has more (glob)
  exit 5
  upbench run: no space is left for the private cluster in /*/small/upbench-*: free some, or set TMPDIR to a directory that has more (glob)
  exit 5
  $ ls disk; rmdir $TMPDIR/small
