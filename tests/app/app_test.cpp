#include "tests/app/app_tests.hpp"

int main() {
    return run_session_tests() + run_motion_tests() + run_plain_locale_tests() + run_wording_tests() +
           run_models_tests() + run_options_tests() + run_key_codes_tests() + run_watch_tests() + run_supply_tests() +
           run_trouble_tests() + run_house_keeper_tests() + run_idle_tests() + run_story_tests() +
           run_exercise_tests() + run_diagnostic_tests() + run_cover_tests() + run_stick_teller_tests() +
           run_danger_tests() + run_worn_card_tests();
}
