#include "tests/post/post_tests.hpp"

int main() {
    return run_post_keeping_tests() + run_post_staff_tests() + run_post_receipts_tests() + run_post_worn_tests() +
           run_post_courier_tests();
}
