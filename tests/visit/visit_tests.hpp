// The groups of this binary; each returns the number of failed tests.
#pragma once

int run_session_tests();
int run_wording_tests();
int run_models_tests();
