#include "kiosk/store/identity.hpp"

#include "kiosk/store/damaged.hpp"

namespace baken::store {
namespace {

constexpr ByteLimit kMostIdentityBytes{64 * 1024};

Done write_identity(Files& files, const Path& folder, const Identity& identity) {
    TRY(auto signing, identity.signing.close({}, trust::kNoCost));
    TRY(auto sealing, identity.sealing.wrap({}, trust::kNoCost));
    TRY_DONE(files.replace(folder / "sealing.key", sealing));
    // The signing key comes last: with it there, both are.
    return files.replace(folder / "signing.key", signing);
}

Result<Identity> make_identity(Files& files, const Path& folder, std::optional<Error> trouble) {
    auto identity = new_identity();
    identity.trouble = std::move(trouble);
    TRY_DONE(write_identity(files, folder, identity));
    TRY_DONE(files.replace(folder / "enrolment.txt", records::format(identity.enrolment()) + "\n"));
    return identity;
}

}  // namespace

Identity new_identity() {
    return {trust::SigningKey::generate(), trust::SealingKey::generate(), std::nullopt};
}

Result<Identity> open_identity(Files& files, const Path& folder) {
    TRY_DONE(files.make_folder(folder));
    TRY(auto signing_file, files.read(folder / "signing.key", kMostIdentityBytes));
    TRY(auto sealing_file, files.read(folder / "sealing.key", kMostIdentityBytes));
    if (!signing_file) return make_identity(files, folder, std::nullopt);
    auto signing = trust::SigningKey::open(*signing_file, {});
    auto sealing = trust::SealingKey::unwrap(sealing_file.value_or(std::string{}), {});
    if (signing && sealing) return Identity{std::move(*signing), std::move(*sealing), std::nullopt};
    TRY_DONE(keep_aside(files, folder / "signing.key"));
    return make_identity(files, folder,
                         Error{"identity.damaged", "the kiosk's keys were damaged and made anew",
                               "enrol this kiosk at the coordination point again"});
}

}  // namespace baken::store
