#include "tests/trust/trust_tests.hpp"

int main() {
    return run_json_tests() + run_key_tests() + run_updater_tests() + run_rollback_tests() + run_expiry_tests() +
           run_root_tests() + run_signature_tests() + run_delegation_tests() + run_tamper_tests() +
           run_publisher_tests();
}
