#pragma once

// The groups of this binary; each returns the number of failed tests.
int run_cap_values_tests();
int run_cap_parse_tests();
int run_cap_language_area_tests();
int run_cap_due_tests();
int run_cap_cases_tests();
int run_cap_hostile_tests();
int run_cap_corpus_tests();
