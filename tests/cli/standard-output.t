What is asked for on the standard output is alone there, by any of its names, so that another program can read it:

  $ fake-run run -samples=12 -started='"2026-01-01T00:00:00Z"' row:arm=base:ms=20 row:arm=new:ms=40
  $ for name in /dev/stdout /dev/fd/1 /proc/self/fd/1; do
  >   for command in 'report run' 'report run -q' 'report run -o report.html' 'report run --plots plots' \
  >     'compare run' 'compare run -q' 'compare run -o compared.txt'; do
  >     upbench $command --export bencher=$name > out; code=$?
  >     python3 -m json.tool out > /dev/null && echo "$code $command"
  >   done
  > done | sort | uniq -c
        3 0 report run
        3 0 report run --plots plots
        3 0 report run -o report.html
        3 0 report run -q
        3 1 compare run
        3 1 compare run -o compared.txt
        3 1 compare run -q
  $ upbench report run -o /dev/stdout | head -c 15; echo; upbench report run -o - | cmp - <(upbench report run -o /dev/stdout)
  <!DOCTYPE html>
  $ upbench compare run --format json -o /dev/stdout | python3 -m json.tool > /dev/null
  $ upbench history run -o /dev/stdout | wc -l
  3

Into a file, too:

  $ upbench report run --export bencher=/dev/stdout > out; upbench report run --export bencher=file > /dev/null; cmp out file

Two things are refused there:

  $ upbench report run --export bencher=/dev/stdout --export benchfmt=/dev/fd/1 | cat
  upbench report: --export: bencher=/dev/stdout and benchfmt=/dev/fd/1 are both standard output: name a file for one of them
  $ upbench report run --export bencher=/dev/stdout -o - | cat
  upbench report: --export: bencher=/dev/stdout is the standard output, and so is the file of --output: name a file for one of them
  $ upbench report run --export bencher=/dev/stdout --format markdown 2> /dev/null | cat
  $ upbench compare run --export bencher=/dev/stdout --format json 2> /dev/null | cat

--quiet prints the run directory alone:

  $ upbench report run -q --plots plots
  run
  $ upbench report run --plots plots | head -n 1
  plots/distribution-1914.svg

A directory for plots that cannot be one:

  $ touch file; ln -s nowhere/below astray; ln -s file link
  $ for name in '' file astray link file/below nowhere/below; do upbench report run --plots "$name"; echo $?; done
  upbench report: --plots: the directory's name is empty
  2
  upbench report: --plots: file is not a directory: name an existing or a new directory
  2
  upbench report: --plots: astray is not a directory: name an existing or a new directory
  2
  upbench report: --plots: link is not a directory: name an existing or a new directory
  2
  upbench report: --plots: cannot create directory file/below: Not a directory
  2
  upbench report: --plots: cannot create directory nowhere/below: No such file or directory
  2
  $ upbench report run -o ''; upbench run -s null -o /dev/stdout; upbench run -s null -o astray
  upbench report: --output: the file's name is empty
  upbench run: --output: /dev/stdout is not a directory, and a run consists of several files: name an existing or a new directory
  upbench run: --output: astray is not a directory, and a run consists of several files: name an existing or a new directory
  [2]

A reader that leaves has seen enough of the standard output, but not of a FIFO that was named:

  $ mkfifo fifo
  $ first() { head -c 10 > got; }
  $ (upbench data -r 100000; echo $? > code) | first; cat code
  0
  $ (upbench data -r 100000 -o /dev/stdout; echo $? > code) | first; cat code
  0
  $ first < fifo & upbench data -r 100000 -o fifo; echo $?; wait
  upbench data: --output: fifo: cannot write the data set: Broken pipe
  5
