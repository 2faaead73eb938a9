// Files by their content: objects/<sha256> in a folder. An object is put there whole and durable or not at all, and its
// bytes are hashed again whenever they are read, because a memory card forgets.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "kiosk/store/generation.hpp"

namespace baken::store {

class Objects {
public:
    // `files` must outlive this. The folders are made when the first object comes.
    Objects(Files& files, const Path& folder)
        : files_(&files), folder_(folder / "objects"), staging_(folder / "staging") {}

    // What lies there, by hash, with its size; whether it is what its name says is asked by read().
    [[nodiscard]] Result<std::map<std::string, std::uint64_t>> present() const;

    // The bytes, checked. Errors: store.object_missing, store.object_damaged; files.* when the disk cannot be read.
    [[nodiscard]] Result<std::string> read(const Object& object) const;

    // Bytes that were verified to be this object. Survives a power cut only after sync(). Errors: store.full, files.*;
    // then nothing of it stays.
    [[nodiscard]] Done add(const Object& object, std::string_view bytes);
    // Everything added so far survives a power cut.
    [[nodiscard]] Done sync();

    // Removes what is damaged, so that it is fetched again. A missing one is no error.
    [[nodiscard]] Done drop(const Object& object);
    // Removes everything but these, and what an interrupted intake left behind.
    [[nodiscard]] Done collect(const std::set<std::string>& keep);

private:
    Files* files_;
    Path folder_;
    Path staging_;
    bool made_ = false;
};

}  // namespace baken::store
