// The groups of this binary; each returns the number of failed tests.
#pragma once

int run_pages_tests();
int run_speaker_tests();
