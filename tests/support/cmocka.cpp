#include "tests/support/cmocka.hpp"

#include <array>
#include <cstdio>
#include <cstring>

namespace baken::testing {
namespace {

// Plain bytes: what may still be alive when cmocka jumps.
struct Outcome {
    enum class Kind { Passed, Failed, Skipped } kind = Kind::Passed;
    std::array<char, 8192> text{};
    const char* file = "";
    int line = 0;
};

void write(Outcome& outcome, Outcome::Kind kind, std::string_view text, const char* file, int line) {
    outcome.kind = kind;
    std::snprintf(outcome.text.data(), outcome.text.size(), "%.*s", static_cast<int>(text.size()), text.data());
    outcome.file = file;
    outcome.line = line;
}

void catch_all(void (*body)(), Outcome& outcome) {
    try {
        body();
    } catch (const Failure& failure) {
        write(outcome, Outcome::Kind::Failed, failure.text, failure.file, failure.line);
    } catch (const Skipped& skipped) {
        write(outcome, Outcome::Kind::Skipped, skipped.why, "", 0);
    } catch (const std::exception& error) {
        write(outcome, Outcome::Kind::Failed, std::string("exception: ") + error.what(), "", 0);
    } catch (...) {
        write(outcome, Outcome::Kind::Failed, "an exception of an unknown kind", "", 0);
    }
}

}  // namespace

void run_guarded(void (*body)()) {
    Outcome outcome;
    catch_all(body, outcome);
    if (outcome.kind == Outcome::Kind::Skipped) {
        print_message("skipped: %s\n", outcome.text.data());
        _skip("", 0);
    }
    if (outcome.kind == Outcome::Kind::Failed) {
        print_error("%s\n", outcome.text.data());
        _fail(outcome.file, outcome.line);
    }
}

}  // namespace baken::testing
