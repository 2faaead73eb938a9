#include "kiosk/visit/pictures.hpp"

#include <algorithm>

#include "exchange/base/log.hpp"

namespace baken::visit {
namespace {

constexpr std::size_t kMostKept = 12;
constexpr ByteLimit kMostPictureBytes{4U << 20U};

std::shared_ptr<const draw::Picture> decoded(const std::string& name, std::string_view bytes) {
    auto picture = draw::Picture::decode(bytes);
    if (picture) return std::make_shared<const draw::Picture>(std::move(*picture));
    log(LogLevel::Warning, "pictures", name + ": " + picture.error().text());
    return nullptr;
}

}  // namespace

Pictures::Kept* Pictures::find(const std::string& key) {
    auto found = std::ranges::find(kept_, key, &Kept::key);
    if (found == kept_.end()) return nullptr;
    kept_.splice(kept_.begin(), kept_, found);
    return &kept_.front();
}

Pictures::Kept& Pictures::keep(Kept kept) {
    kept_.push_front(std::move(kept));
    if (kept_.size() > kMostKept) kept_.pop_back();
    return kept_.front();
}

std::shared_ptr<const draw::Picture> Pictures::file(const Path& path) {
    auto key = "file " + path.string();
    if (auto* kept = find(key)) return kept->picture;
    auto bytes = files_.read(path, kMostPictureBytes);
    if (!bytes || !*bytes) return keep({key, nullptr, nullptr}).picture;
    return keep({key, decoded(path.string(), **bytes), nullptr}).picture;
}

std::shared_ptr<const draw::Picture> Pictures::inline_image(const std::string& bytes) {
    if (bytes.empty()) return nullptr;
    auto key = "inline " + std::to_string(std::hash<std::string>{}(bytes));
    if (auto* kept = find(key)) return kept->picture;
    return keep({key, decoded("a message's picture", bytes), nullptr}).picture;
}

std::shared_ptr<const draw::QrCode> Pictures::qr(const std::string& text) {
    auto key = "qr " + text;
    if (auto* kept = find(key)) return kept->code;
    auto code = draw::QrCode::make(text);
    if (!code) return keep({key, nullptr, nullptr}).code;
    return keep({key, nullptr, std::make_shared<const draw::QrCode>(std::move(*code))}).code;
}

}  // namespace baken::visit
