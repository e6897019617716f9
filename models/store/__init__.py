"""What is remembered, behind two awaitable doors: plain functions of a transaction.

the doors:    doors, sqlite, writer, postgresql, failures, upsert
the leads':   wall, rights, desk, posted, leads
at the start: prepare, migrate
an update:    updates, owed
a person:     people, enrolments, quiet, owned
a log:        drafts, incidents, additions
support:      sites, routes
check-ins:    plans, plan_rows, checkins, weekly
  sending:    claiming, sendings, pace, coming
skills:       practice, ratings
counts:       counting, answer_counting, sums, releases, counted
the end:      retention, endings, erasing, erasures, holdings, backup, renewing
the keys:     keyring, rotation, signing_keys
"""
