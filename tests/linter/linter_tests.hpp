#pragma once

// The second group of this binary; returns the number of failed tests.
int run_rules_tests();
