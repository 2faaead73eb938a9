#include "tests/store/partition.hpp"

#include <fstream>

#include "exchange/trust/hashes.hpp"
#include "tests/support/cmocka.hpp"

namespace baken::testing {

Partition::Partition() {
    open();
}

void Partition::open() {
    store.reset();
    auto opened = store::Store::open(files, temp.path / "data", limits);
    CHECK_OK(opened);
    store.emplace(std::move(*opened));
}

store::Object Partition::object(const std::string& bytes) {
    return {trust::sha256_hex(bytes), bytes.size()};
}

store::Object Partition::add(const std::string& bytes) {
    CHECK_OK(store->objects().add(object(bytes), bytes));
    CHECK_OK(store->objects().sync());
    return object(bytes);
}

store::FileMap Partition::files_with(const std::map<std::string, std::string>& contents) {
    store::FileMap made;
    for (const auto& [path, bytes] : contents) made[path] = add(bytes);
    return made;
}

store::Generation Partition::switch_to(std::int64_t version, const std::map<std::string, std::string>& contents) {
    store::Generation next{0, version, {store::RoadKind::Stick, kNoon}, files_with(contents)};
    auto made = store->switch_to(next, {}, std::nullopt);
    CHECK_OK(made);
    return *made;
}

Path Partition::path_of(const std::string& bytes) {
    return temp.path / "data/objects" / trust::sha256_hex(bytes);
}

void Partition::damage(const std::string& bytes) {
    auto wrong = bytes;
    wrong[0] = static_cast<char>(wrong[0] ^ 1);
    std::ofstream(path_of(bytes)) << wrong;
}

}  // namespace baken::testing
