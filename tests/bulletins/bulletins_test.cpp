#include "tests/bulletins/bulletins_tests.hpp"

int main() {
    return run_cap_parse_tests();
}
