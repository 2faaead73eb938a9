#include "tests/bulletins/bulletins_tests.hpp"

int main() {
    return run_cap_values_tests() + run_cap_parse_tests() + run_cap_language_area_tests() + run_cap_due_tests() +
           run_cap_cases_tests() + run_cap_hostile_tests() + run_cap_corpus_tests();
}
