What is named as an output, whatever it is: a device, a FIFO and a symbolic link stay what they are. Devices are made in a
file system of its own, and lie where /dev is, so that a program that replaces them harms nobody:

  $ unshare --mount true 2> /dev/null || exit 80 # no file system can be mounted here
  $ fake-run run -samples=12 -started='"2026-01-01T00:00:00Z"' row:arm=base:ms=20 row:arm=new:ms=40
  $ upbench history run -o history.csv
  history.csv: 2 rows added, 0 already present
  $ cat > commands << 'END'
  > compare run -q -o TARGET
  > compare run -q -o TARGET --format markdown
  > compare run -q -o TARGET --format json
  > compare run -q -o TARGET --format junit
  > compare run -q -o TARGET --format csv
  > compare run -q --export bencher=TARGET
  > compare run -q --history history.csv -o TARGET
  > report run -q -o TARGET
  > report run -q -o TARGET --format markdown
  > report run -q --export benchfmt=TARGET
  > report run -q --export github-action-benchmark=TARGET
  > report run -q --export google-benchmark=TARGET
  > report run -q --export openmetrics=TARGET
  > history run -o TARGET
  > data -r 3 -o TARGET
  > END
  $ grep -e 'compare run -q -o TARGET$' -e bencher -e --history -e markdown -e history -e data commands > one-of-each
  $ cat > script << 'END'
  > mkdir dev
  > mount -t tmpfs none dev
  > mknod -m 666 dev/null c 1 3
  > mknod -m 666 dev/full c 1 7
  > ln -s /proc/self/fd dev/fd
  > ln -s /proc/self/fd/1 dev/stdout
  > mount --bind dev /dev
  > # The exit codes of the commands, in their order.
  > try() { : > err; while read -r line; do "${before[@]}" upbench ${line//TARGET/$1} >> out 2>> err; echo -n "$? "; after; done < ${2:-one-of-each}; echo; grep -v 'comparable runs' err > err.new; mv err.new err; }
  > before=()
  > after() { :; }
  > what() { stat -c '%F, %a' "$1"; }
  > echo "- a device that takes everything"
  > try /dev/null commands; what /dev/null; cat err
  > echo "- one that is full"
  > try /dev/full commands; what /dev/full; sed 's/.*dev.full: /.../' err | sort | uniq -c
  > echo "- a FIFO"
  > mkfifo fifo
  > read_fifo() { timeout 100 cat fifo > got & "$@"; }
  > after() { wait; test -s got || echo "(nothing)"; }
  > before=(read_fifo)
  > try fifo; what fifo; cat err
  > before=()
  > echo "- the standard output by its names, a file that has something already"
  > after() { head -c 3 out | grep -q old && [ $(wc -c < out) -gt 9 ] || echo "(no $line)"; echo old > out; }
  > echo old > out
  > try /dev/stdout; try /dev/fd/1; try /proc/self/fd/1; readlink /dev/stdout; cat err
  > echo "- another descriptor"
  > after() { test -s three || echo "(nothing)"; exec 3> three; }
  > exec 3> three
  > try /dev/fd/3; cat err
  > echo "- a device behind a link"
  > after() { :; }
  > ln -s /dev/null link
  > try link; readlink link; what /dev/null; cat err
  > echo "- plots"
  > for format in svg png pdf; do
  >   mkdir plots.$format; ln -s /dev/null plots.$format/distribution-1914.$format
  >   upbench report run --plots plots.$format --format $format | head -n 1
  >   readlink plots.$format/distribution-1914.$format
  > done
  > what /dev/null
  > echo "- a file that is a mount of its own, in a directory that is read-only"
  > mkdir closed; touch own closed/file; mount --bind closed closed; mount --bind own closed/file; mount -o remount,bind,ro closed
  > after() { test -s own || echo "(nothing)"; : > own; }
  > try closed/file; cat err; after() { :; }; try closed/new; sed 's/.*: cannot/cannot/' err | sort -u; ls -A closed
  > echo "- a run that is kept on a read-only file system"
  > mkdir kept; cp -r run kept; mount --bind kept kept; mount -o remount,bind,ro kept
  > upbench report kept/run | grep -v '^ *-\|^$\|row\|case\|Measured\|─'; ls kept/run
  > END
  $ unshare --mount bash script 2>&1
  - a device that takes everything
  1 1 1 1 1 1 0 0 0 0 0 0 0 0 0 
  character special file, 666
  - one that is full
  5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 
  character special file, 666
       10 ...No space left on device
        2 ...cannot write a line of CSV: No space left on device
        3 ...cannot write the output: No space left on device
  - a FIFO
  1 1 1 0 0 0 0 
  fifo, 644
  - the standard output by its names, a file that has something already
  1 1 1 0 0 0 0 
  1 1 1 0 0 0 0 
  1 1 1 0 0 0 0 
  /proc/self/fd/1
  - another descriptor
  1 1 1 0 0 0 0 
  - a device behind a link
  1 1 1 0 0 0 0 
  /dev/null
  character special file, 666
  - plots
  plots.svg/distribution-1914.svg
  /dev/null
  plots.png/distribution-1914.png
  /dev/null
  plots.pdf/distribution-1914.pdf
  /dev/null
  character special file, 666
  - a file that is a mount of its own, in a directory that is read-only
  1 1 1 0 0 0 0 
  2 2 2 2 2 2 2 
  cannot create closed/new: Read-only file system
  cannot open closed/new: Read-only file system
  file
  - a run that is kept on a read-only file system
  upbench report: warning: kept/run cannot be written to (Read-only file system), and is left as it is: -o FILE writes the report elsewhere, --plots DIR the plots
  Samples  kept/run/samples.csv
  Manifest kept/run/run.json
  run.json
  samples.csv
