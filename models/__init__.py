"""What the service knows (rules) and what it remembers (store); what may lean on what is checked.

a log:        flow, report, draft, turn, filing, incident, shift, own_words, packs, signature
what is said: safety, redaction
support:      asked, facts_code, allowed, choosing, advice
  a route:    route, route_file, route_check, route_rules, hours, hours_reading, telephone
check-ins:    checkin, checkin_plan, checkin_hours, checkin_code, checkin_sending
skills:       skill, scene, skill_file, practice
counts:       counts
who, where:   site, lead
how long:     clock, retention
remembering:  store, tables, sealing
files:        file_tree
"""
