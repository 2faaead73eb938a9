#include "tests/visit/visit_tests.hpp"

int main() {
    return run_session_tests() + run_wording_tests() + run_models_tests();
}
