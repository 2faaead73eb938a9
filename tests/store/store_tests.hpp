// The groups of this module's tests beside store_test.cpp; each runs and returns the number of failures.
#pragma once

int run_outbox_tests();
