// The two sides of the updater: where files come from, and where believed metadata is kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"

namespace baken::trust {

// A repository on some road: untrusted. Names are relative and climb nowhere: "metadata/3.root.json",
// "targets/pages/1f0c....water.md". In a metadata name the role stands percent-quoted; a target path stands as it is
// and a road that makes URLs quotes it.
class Repository {
public:
    virtual ~Repository() = default;

    // The whole file, or nothing when the repository has none of that name. More bytes than the limit is the error
    // repository.too_large, and the road stops reading there. Other errors are the road's own.
    [[nodiscard]] virtual Result<std::optional<std::string>> fetch(const std::string& name, ByteLimit limit) = 0;
};

// Metadata this machine believes, one document a role. A role is any text (a stranger may have chosen it).
class TrustedStore {
public:
    virtual ~TrustedStore() = default;

    [[nodiscard]] virtual Result<std::optional<std::string>> load(std::string_view role) = 0;
    // After success the document survives a power cut.
    [[nodiscard]] virtual Done save(std::string_view role, std::string_view bytes) = 0;
    // A missing one is no error.
    [[nodiscard]] virtual Done remove(std::string_view role) = 0;
};

// A repository that lies in a folder: a stick, a mirror, a test.
class FolderRepository final : public Repository {
public:
    // `files` must outlive this.
    FolderRepository(Files& files, Path folder) : files_(files), folder_(std::move(folder)) {}
    Result<std::optional<std::string>> fetch(const std::string& name, ByteLimit limit) override;

private:
    Files& files_;
    Path folder_;
};

// A store that is a folder: root.json, timestamp.json, ..., the role percent-quoted.
class FolderStore final : public TrustedStore {
public:
    // `files` must outlive this; the folder must exist.
    FolderStore(Files& files, Path folder) : files_(files), folder_(std::move(folder)) {}
    Result<std::optional<std::string>> load(std::string_view role) override;
    Done save(std::string_view role, std::string_view bytes) override;
    Done remove(std::string_view role) override;

private:
    [[nodiscard]] Path path_of(std::string_view role) const;
    Files& files_;
    Path folder_;
};

}  // namespace baken::trust
