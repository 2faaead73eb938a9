#pragma once

// The groups of this binary; each returns the number of failed tests.
int run_dates_tests();
int run_page_tests();
int run_strings_tests();
int run_template_tests();
int run_toml_reader_tests();
