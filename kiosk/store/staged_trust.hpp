// What an update comes to believe, kept apart from what the store believes until the update is whole. So the metadata
// in the store always vouches for exactly the generation that is shown; only roots may run ahead (Store::keep_roots).
#pragma once

#include "exchange/trust/repository.hpp"
#include "kiosk/store/store.hpp"

namespace baken::store {

class StagedTrust final : public trust::TrustedStore {
public:
    // `store` must outlive this and is only read.
    explicit StagedTrust(Store& store) : store_(store) {}

    Result<std::optional<std::string>> load(std::string_view role) override;
    // In memory: what is here survives nothing before it is handed to the store.
    Done save(std::string_view role, std::string_view bytes) override;
    Done remove(std::string_view role) override;

    [[nodiscard]] const TrustChanges& changes() const { return changes_; }

private:
    Store& store_;
    TrustChanges changes_;
};

}  // namespace baken::store
