// Publishes folders as a region with test keys, for whole-program tests and figures:
//   demo-region OUT FOLDER...    OUT/baken/repository, and OUT/root.json for the kiosk
// Run again it publishes what changed.
#include <fmt/format.h>

#include <iostream>

#include "tests/sync/region.hpp"

using namespace baken;
using namespace baken::testing;

int main(int count, char** words) {
    if (count < 3) {
        std::cerr << "usage: demo-region OUT FOLDER...\n";
        return 2;
    }
    DiskFiles files;
    std::map<std::string, std::string> contents;
    for (int i = 2; i < count; ++i) {
        auto tree = trust::list_tree(files, words[i]);
        if (!tree) {
            std::cerr << tree.error().text() << "\n";
            return 1;
        }
        for (const auto& [path, source] : *tree) contents[path] = **files.read(source, ByteLimit{64U << 20U});
    }
    Path out = words[1];
    Region region(out, std::move(contents));
    if (auto done = files.replace(out / "root.json", region.root()); !done) {
        std::cerr << done.error().text() << "\n";
        return 1;
    }
    return 0;
}
