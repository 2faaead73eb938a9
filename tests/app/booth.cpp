#include "tests/app/booth.hpp"

#include <cstdlib>

#include "tests/support/cmocka.hpp"

namespace baken::testing {

Booth::Booth(const std::string& moment, std::vector<Path> roots) {
    const char* build = std::getenv("BAKEN_BUILD");
    app::Options options;
    options.content = std::move(roots);
    options.site = "draaikom";
    options.resources = build == nullptr ? "build/dev" : build;
    options.now = parse_rfc3339(moment);
    CHECK(options.now.has_value());
    auto opened = app::World::open(options, files);
    CHECK_OK(opened);
    world = std::move(*opened);
}

}  // namespace baken::testing
