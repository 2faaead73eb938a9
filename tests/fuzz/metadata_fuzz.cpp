// Any bytes as TUF metadata: no crash in any reader, in the check of its signatures by its own keys, or in the search
// among its delegations; and a document that was signed by nobody passes for none.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "exchange/trust/documents.hpp"
#include "exchange/trust/keys.hpp"
#include "exchange/trust/metadata.hpp"
#include "exchange/trust/responsibility.hpp"
#include "exchange/trust/signatures.hpp"

using namespace baken::trust;

namespace {

void use(const Root& root) {
    for (const auto& [role, rule] : root.roles) {
        auto done = check_signatures(root, root.keys, rule, role, "itself");
        if (done && root.signatures.empty()) std::abort();
    }
}

void use(const Targets& targets) {
    for (const auto& [path, facts] : targets.files) {
        (void)responsible_for(targets, path);
        (void)is_plain_path(path);
        if (check_file("other bytes than anybody signed", facts, "fuzz")) std::abort();
    }
    (void)responsible_for(targets, "pages/water/nl.md");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (auto root = read_root(bytes)) use(*root);
    if (auto targets = read_targets(bytes)) use(*targets);
    (void)read_timestamp(bytes);
    (void)read_snapshot(bytes);
    (void)plan_of(bytes);
    (void)DeclaredKey::read(bytes);
    (void)public_half(bytes);
    return 0;
}
