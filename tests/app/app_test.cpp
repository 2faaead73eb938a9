#include "tests/app/app_tests.hpp"

int main() {
    return run_motion_tests() + run_plain_locale_tests() + run_options_tests() + run_trouble_tests() +
           run_idle_tests() + run_story_tests() + run_exercise_tests() + run_diagnostic_tests() + run_cover_tests() +
           run_stick_teller_tests() + run_danger_tests() + run_writing_tests() + run_loop_tests();
}
