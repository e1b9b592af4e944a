What scripts/setup does where a distribution lacks a package, shown with a package manager that installs nothing:

  $ ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || exit 80 # no server of the distribution is installed
  $ mkdir bin
  $ cat > bin/id << 'END'
  > #!/bin/sh
  > echo 0
  > END
  $ cat > bin/dpkg-query << 'END'
  > #!/bin/sh
  > case " $* " in *" gcc "*) echo "installed gcc" ;; esac
  > exit 1
  > END
  $ cat > bin/apt-cache << 'END'
  > #!/bin/sh
  > # Finds all packages but those in the file "lacking".
  > ! grep -qx "$2" lacking
  > END
  $ cat > bin/apt-get << 'END'
  > #!/bin/sh
  > echo "apt-get $*" >> calls
  > END
  $ chmod +x bin/*
  $ export PATH=$PWD/bin:$PATH

All that is missing is installed, with one call:

  $ : > lacking; : > calls
  $ "$SOURCE/scripts/setup" > out 2>&1; echo $?
  0
  $ grep -c ' gcc ' calls
  0
  [1]
  $ sed 's/.* apt-get/apt-get/; s/install .* cmake .*/install ... cmake .../' calls
  apt-get -q -y -o Acquire::Retries=3 update
  apt-get -q -y -o Acquire::Retries=3 install ... cmake ...

Without the package of a peer, the peer is what is missing; the rest is installed:

  $ echo python3-asyncpg > lacking; : > calls
  $ "$SOURCE/scripts/setup" 2>&1 | grep asyncpg
  scripts/setup: this distribution has no package python3-asyncpg (peers asyncpg-*): skipped
  $ grep -c asyncpg calls
  0
  [1]
  $ grep -c ' install ' calls
  1

Without one that everything needs, nothing is installed, and each is named:

  $ printf '%s\n' libcsv-dev libinih-dev > lacking; : > calls
  $ "$SOURCE/scripts/setup"
  scripts/setup: this distribution has no package libcsv-dev (reads and writes rows and samples.csv)
  scripts/setup: this distribution has no package libinih-dev (reads experiment files)
  [1]
  $ grep -c ' install ' calls
  0
  [1]
