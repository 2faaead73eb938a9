#include "tests/desk/desk_tests.hpp"

int main() {
    return run_access_tests() + run_draft_tests();
}
