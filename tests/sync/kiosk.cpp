#include "tests/sync/kiosk.hpp"

namespace baken::testing {

Result<std::optional<std::string>> BrokenRoad::fetch(const std::string& name, ByteLimit limit) {
    if (--left_ >= 0) return road_.fetch(name, limit);
    if (way_ == Way::ReadsFail) return refuse("stick.read", "pulled out");
    return std::nullopt;
}

Result<std::optional<std::string>> CountingRoad::fetch(const std::string& name, ByteLimit limit) {
    auto got = road_.fetch(name, limit);
    if (got && *got) fetched.push_back(name);
    if (got && *got) bytes += (*got)->size();
    return got;
}

void Point::start() {
    store.reset();
    auto opened = store::Store::open(files, temp.path / "data", limits);
    CHECK_OK(opened);
    store.emplace(std::move(*opened));
    CHECK_OK(sync::trust_root(*store, region.root()));
}

sync::Outcome Point::take_in() {
    return take_in(stick);
}

sync::Outcome Point::take_in(sync::Road& road) {
    return sync::take_in(*store, road, region.now);
}

std::map<std::string, std::string> Point::shown() {
    start();
    auto best = store::open_best(*store, SystemClock{});
    std::map<std::string, std::string> contents;
    if (!best.generation) return contents;
    for (const auto& [path, object] : best.generation->files) contents[path] = *store->objects().read(object);
    return contents;
}

void Point::update() {
    auto outcome = take_in();
    if (outcome.why) fail_check(outcome.why->text(), __FILE__, __LINE__);
    CHECK(outcome.kind == sync::Outcome::Kind::Switched);
}

}  // namespace baken::testing
