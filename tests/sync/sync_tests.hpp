#pragma once

int run_intake_tests();
int run_tamper_tests();
int run_stick_tests();
int run_neighbour_tests();
int run_courier_tests();
int run_receipts_tests();
int run_https_tests();
int run_nginx_tests();
int run_power_tests();
int run_small_disk_tests();
