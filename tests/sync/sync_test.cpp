#include "tests/sync/sync_tests.hpp"

int main() {
    return run_intake_tests() + run_tamper_tests() + run_stick_tests() + run_neighbour_tests() + run_courier_tests() +
           run_receipts_tests() + run_https_tests() + run_nginx_tests() + run_power_tests() + run_small_disk_tests();
}
