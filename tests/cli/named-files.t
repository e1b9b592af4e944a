Every output that is named goes to one place of the program, so one command of each kind will do:

  $ fake-run run -samples=12 -started='"2026-01-01T00:00:00Z"' row:arm=base:ms=20 row:arm=new:ms=40
  $ upbench history run -o history.csv
  history.csv: 2 rows added, 0 already present
  $ cat > commands << 'END'
  > compare run -q -o TARGET
  > compare run -q --export bencher=TARGET
  > compare run -q --history history.csv -o TARGET
  > report run -q -o TARGET
  > report run -q -o TARGET --format markdown
  > history run -o TARGET
  > data -r 3 -o TARGET
  > END
  $ try() { while read -r line; do before; upbench ${line//TARGET/$1} > out 2> err; echo -n "$? "; after; done < commands; echo; }
  $ before() { :; }
  $ after() { :; }

The target of a symbolic link is replaced, also over several links, with its mode, and the link stays:

  $ mkdir -p far/below; ln -s far/link link; ln -s below/file far/link
  $ before() { rm -f far/below/file; umask 022; : > far/below/file; chmod 604 far/below/file; }
  $ after() { test -s far/below/file || echo "(nothing)"; stat -c '%F, %a' far/below/file; }
  $ try link; readlink link far/link; ls -A far far/below
  1 regular file, 604
  1 regular file, 604
  0 regular file, 604
  0 regular file, 604
  0 regular file, 604
  0 regular file, 604
  0 regular file, 604
  
  far/link
  below/file
  far:
  below
  link
  
  far/below:
  file

A link to nothing makes what it names:

  $ before() { rm far/below/file; }
  $ after() { test -s far/below/file || echo "(nothing)"; }
  $ try link; readlink link far/link; ls -A far far/below
  1 1 0 0 0 0 0 
  far/link
  below/file
  far:
  below
  link
  
  far/below:
  file
  $ after() { cat err; }
  $ before() { :; }
  $ ln -s nowhere/file astray; ln -s loop loop
  $ try astray
  2 upbench compare: --output: cannot create astray: No such file or directory
  2 upbench compare: --export: cannot create astray: No such file or directory
  2 upbench compare: --output: cannot create astray: No such file or directory
  2 upbench report: --output: cannot create astray: No such file or directory
  2 upbench report: --output: cannot create astray: No such file or directory
  2 upbench history: cannot open astray: No such file or directory
  2 upbench data: --output: cannot create astray: No such file or directory
  
  $ try loop
  2 upbench compare: --output: cannot create loop: Too many levels of symbolic links
  2 upbench compare: --export: cannot create loop: Too many levels of symbolic links
  2 upbench compare: --output: cannot create loop: Too many levels of symbolic links
  2 upbench report: --output: cannot create loop: Too many levels of symbolic links
  2 upbench report: --output: cannot create loop: Too many levels of symbolic links
  2 upbench history: cannot create loop: Too many levels of symbolic links
  2 upbench data: --output: cannot create loop: Too many levels of symbolic links
  

A directory, and what lies below a file:

  $ try far
  2 upbench compare: --output: cannot create far: Is a directory
  2 upbench compare: --export: cannot create far: Is a directory
  2 upbench compare: --output: cannot create far: Is a directory
  2 upbench report: --output: cannot create far: Is a directory
  2 upbench report: --output: cannot create far: Is a directory
  2 upbench history: cannot create far: Is a directory
  2 upbench data: --output: cannot create far: Is a directory
  
  $ try history.csv/file
  2 upbench compare: --output: cannot create history.csv/file: Not a directory
  2 upbench compare: --export: cannot create history.csv/file: Not a directory
  2 upbench compare: --output: cannot create history.csv/file: Not a directory
  2 upbench report: --output: cannot create history.csv/file: Not a directory
  2 upbench report: --output: cannot create history.csv/file: Not a directory
  2 upbench history: cannot create history.csv/file: Not a directory
  2 upbench data: --output: cannot create history.csv/file: Not a directory
  
  $ ls -A . far
  .:
  astray
  commands
  err
  far
  history.csv
  link
  loop
  out
  run
  
  far:
  below
  link

A name of 255 bytes:

  $ long=$(printf '%0255d' 0); after() { test -s $long || echo "(nothing)"; rm $long; }
  $ try $long
  1 1 0 0 0 0 0 

"-" is standard output, and nothing else goes there:

  $ after() { cat err; head -n 1 out | cut -c 1-60; }
  $ try - 2>&1 | grep -v 'bencher\|comparable runs'
  1 1 of 1 case regressed.
  0 2 cases: 0 regressed, 0 improved, 0 steady, 2 short; no step
  0 <!DOCTYPE html>
  0 ## upbench report
  0 time,run,revision,server_version,cpu,case,strategy,peer,rows
  0 program_id,yelp_business_id,status,program_name,start_date,e
  
  $ upbench compare run -o - > one; upbench compare run > two; cmp one two
  $ upbench report run -o - | tail -n 1
  </html>
  $ upbench run -s unnest -o -
  upbench run: --output: - is not a directory: name one (./- for a directory called -)
  [2]
  $ upbench calibrate -o -
  upbench calibrate: --output: - is not a directory: name one (./- for a directory called -)
  [2]
  $ upbench report run --plots -
  upbench report: --plots: - is not a directory: name one (./- for a directory called -)
  [2]
  $ ls -A
  astray
  commands
  err
  far
  history.csv
  link
  loop
  one
  out
  run
  two

With an output of its own, or an export, a report leaves the run alone:

  $ ls run
  run.json
  samples.csv

Somebody who may not write there (no devices are harmed by one who may not write to /dev):

  $ chmod -R go+rX . ; mkdir open; chmod 777 open
  $ cat > script << 'END'
  > try() { while read -r line; do upbench ${line//TARGET/$1} > open/out 2> open/err; echo -n "$? "; after; done < commands; echo; }
  > after() { :; }
  > echo "- devices"
  > try /dev/null; after() { cat open/err; }; try /dev/full; after() { :; }
  > try /dev/stdout
  > stat -c %F /dev/null /dev/full
  > echo "- a file in a directory that takes no new one"
  > after() { test -s given || echo "(nothing)"; : > given; }
  > try given
  > echo "- nothing there"
  > after() { cat open/err; }
  > try new
  > echo "- the run, which can only be read"
  > upbench report run > open/out; echo $?; grep -A 9 Samples open/out
  > upbench report run -q; echo $?
  > upbench report run -o open/report.html | grep -A 9 Samples; ls -s open/report.html | grep -c '^0'
  > upbench report run -q --export bencher=open/bencher.json; test -s open/bencher.json; echo $?
  > upbench report run --plots open/plots | head -n 1
  > upbench report run --format markdown | head -n 1
  > upbench compare run -q --export bencher=open/bencher.json; echo $?
  > upbench history run -o open/history.csv
  > END
  $ touch given; chmod 666 given; chmod a-w . run; as-nobody bash script; chmod u+w . run
  - devices
  1 1 0 0 0 0 0 
  5 upbench compare: --output: cannot write /dev/full: No space left on device
  5 upbench compare: --export: cannot write /dev/full: No space left on device
  5 upbench compare: --output: cannot write /dev/full: No space left on device
  5 upbench report: --output: /dev/full: cannot write the output: No space left on device
  5 upbench report: --output: cannot write /dev/full: No space left on device
  5 upbench history: /dev/full: cannot write a line of CSV: No space left on device
  5 upbench data: --output: cannot write /dev/full: No space left on device
  
  1 1 0 0 0 0 0 
  character special file
  character special file
  - a file in a directory that takes no new one
  1 1 0 0 0 0 0 
  - nothing there
  2 upbench compare: --output: cannot create new: Permission denied
  2 upbench compare: --export: cannot create new: Permission denied
  2 upbench compare: --output: cannot create new: Permission denied
  2 upbench report: --output: cannot create new: Permission denied
  2 upbench report: --output: cannot create new: Permission denied
  2 upbench history: cannot open new: Permission denied
  2 upbench data: --output: cannot create new: Permission denied
  
  - the run, which can only be read
  upbench report: warning: run cannot be written to (Permission denied), and is left as it is: -o FILE writes the report elsewhere, --plots DIR the plots
  0
  Samples  run/samples.csv
  Manifest run/run.json
  upbench report: warning: run cannot be written to (Permission denied), and is left as it is: -o FILE writes the report elsewhere, --plots DIR the plots
  run
  0
  Samples  run/samples.csv
  Manifest run/run.json
  Report   open/report.html
  0
  run
  0
  open/plots/distribution-1914.svg
  ## upbench report
  1
  open/history.csv: 2 rows added, 0 already present
  $ ls run
  run.json
  samples.csv
