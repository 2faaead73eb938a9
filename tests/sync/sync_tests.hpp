#pragma once

int run_intake_tests();
int run_tamper_tests();
int run_stick_tests();
