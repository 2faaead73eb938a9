#pragma once

// The groups of this binary; each returns the number of failed tests.
int run_cap_parse_tests();
