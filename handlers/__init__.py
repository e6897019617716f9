"""Where the world comes in: one module for each thing a person can do.

What is tapped on the screens that `checkins`, `lessons`, `confidence` or `weekly` draw is answered
in a module of that name with `_taps`; which button leads to which stands in `buttons`, and what is
drawn again when a reply did not arrive in `debts`.

every update:   context, chat, paging, buttons, typed, hearing, stray, groups
first screens:  home, more, site, promises, recommend, leaving
bad moments:    care, trouble
a log:          report, card, report_lines, own_words, deciding, ending, clearing, copies, copying
what is mine:   mine, kept
support:        support, aid, place, routes, courses
check-ins:      checkins, checkin_taps, wishing, wish_screens, planning, plan_screens, looking_back
skills:         skills, learner, catalogue, themes, moments, rehearsing
  a lesson:     lessons, lesson_taps, weekly, weekly_taps, confidence, confidence_taps
counts:         counts, viewing, count_view, count_screens, count_files, count_news, count_notes
leads:          leads, keeping
the ticker:     chores, debts, telling
"""
