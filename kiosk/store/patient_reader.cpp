#include "kiosk/store/patient_reader.hpp"

namespace baken::store {
namespace {

// As against one that is gone, or not what was stored.
bool is_unread(const Error& error) {
    return error.check != "store.object_missing" && error.check != "store.object_damaged";
}

}  // namespace

Result<std::string> PatientReader::read(const Object& object) {
    if (refused_ && spent_ >= longest_) return refuse("store.unread", "the disk is not asked for it any more");
    auto begun = clock_.tick();
    auto bytes = objects_.read(object);
    if (!bytes && is_unread(bytes.error())) {
        refused_ = true;
        spent_ += clock_.tick() - begun;
    }
    return bytes;
}

}  // namespace baken::store
