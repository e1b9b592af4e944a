A null is an empty field, an empty string is "":

  $ upbench data --rows 1
  program_id,yelp_business_id,status,program_name,start_date,end_date,program_type,budget,currency,is_autobid,max_bid,fee_period,impressions,clicks,ad_cost,radius_miles,features,categories,upgrade_info,last_changed_at
  KsfBSPZtx4BjdSPrVid91E,eQclL9T_SjGWng6CsdDqeF,PAUSED,Pacific Brewing - Houston,2021-09-28,2030-03-09,CTA,3793.80,CHF,f,,ROLLING_MONTH,1979838,38685,1902.9999,9,"NEGATIVE_KEYWORDS,AD_GOAL,CUSTOM_AD_TEXT","bakeries,yoga","{""package"": ""max"", ""monthly_price"": 215}",2024-05-21 16:43:26.422718+00
  $ upbench data --rows 2 | grep -o ',0.00,"",f,'
  ,0.00,"",f,
  $ upbench data --rows 2 --columns 2
  program_id,yelp_business_id
  KsfBSPZtx4BjdSPrVid91E,eQclL9T_SjGWng6CsdDqeF
  4QqydGCDDrNZh3YRiJAh_G,hrmXK07-6dGZIphXjiLTsA
  $ upbench data --rows 1 --columns 2 --edition old
  program_id,yelp_business_id
  KsfBSPZtx4BjdSPrVid91E,hrmXK07-6dGZIphXjiLTsA

The same everywhere:

  $ upbench data -r 1000 | sha256sum
  397d99c08c60e07f0f518cb868de1cb7035d7b4ad6a31bd83c08ad0265720928  -
  $ upbench data -r 1000 --edition old | sha256sum
  de4b1e37ae184a71062103efc50e16295dccd4d7d3bcc61bf6d31def9788f5d4  -
  $ upbench data -r 1000 --seed 2 | sha256sum
  a8ac902803203e4098e2cd4ff12fd99e80730cd2abaed1f2c5b35bfd80436d99  -

A longer data set begins with the shorter one, and --new and --changed do what they say:

  $ upbench data -r 1000 > thousand
  $ upbench data -r 10 > ten
  $ head -c $(stat -c %s ten) thousand | cmp - ten
  $ upbench data -r 1000 --changed 0 > new; upbench data -r 1000 --changed 0 --edition old | cmp - new
  $ upbench data -r 1000 --new 1 --edition old | wc -l
  1
  $ python3 -c 'import csv
  > rows = list(csv.reader(open("thousand", newline="")))
  > print(len(rows), {len(row) for row in rows}, len({row[0] for row in rows}))'
  1001 {20} 1001

Into a file:

  $ upbench data -r 1000 --output file
  $ cmp file thousand
  $ upbench data -r 1 --output /no/such/directory/file
  upbench data: --output: cannot create /no/such/directory/file: No such file or directory
  [2]
  $ upbench data -r 1 --output .
  upbench data: --output: cannot create .: Is a directory
  [2]
  $ upbench data -r 1 --output ''
  upbench data: --output: the file's name is empty
  [2]

A disk that is full, and what is no file stays:

  $ upbench data -r 1 > /dev/full
  upbench: cannot write to the standard output: No space left on device
  [5]
  $ upbench data -r 100000 > /dev/full
  upbench data: cannot write the data set: No space left on device
  [5]
  $ ln -s /dev/full full
  $ upbench data -r 1 --output full
  upbench data: --output: cannot write full: No space left on device
  [5]
  $ test -L full -a -c /dev/full

A reader that leaves:

  $ upbench data -r 100000 | head -n 1 | cut -c 1-10
  program_id
  $ upbench data -r 1 >&-
  upbench: cannot write to the standard output: Bad file descriptor
  [5]
