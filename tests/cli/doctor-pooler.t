A pooler between upbench and the server.  In transaction mode nothing is measured, and no setting reaches the pooler's other clients:

  $ command -v pgbouncer > /dev/null || exit 80 # pgbouncer is missing; scripts/setup --test installs it
  $ cat > script << 'END'
  > . pooler
  > run() { upbench run -q -s unnest -r 5 --samples 1 --warmup 0 -o "$1" -d "$pooled"; echo "run $?"; }
  > for mode in statement transaction session; do
  >   pooler_start $mode
  >   echo "# $mode"
  >   pooler_settings > before
  >   upbench doctor -d "$pooled" | grep -o 'a pooler in .* mode$'; echo "doctor ${PIPESTATUS[0]}"
  >   run $mode
  >   pooler_settings > after
  >   cmp before after
  >   pooler_stop
  > done
  > for size in 1 2 3; do
  >   pooler_start session $size
  >   echo "# session, a pool of $size"
  >   upbench doctor -d "$pooled" | sed -n '/rules a run out/,/^ *$/p'; echo "doctor ${PIPESTATUS[0]}"
  >   run pool-$size
  >   pooler_stop
  > done
  > pooler_start session 3
  > echo "# two cases, a pool of 3"
  > upbench run -q -s unnest,json -r 5 -o two -d "$pooled"; echo "run $?"
  > upbench doctor -d "$pooled" --format json | grep -E '"(pooling|second_answers|backends)"'
  > pooler_stop
  > END
  $ with-server bash script
  $ ls -d transaction two
