// Decoded pictures and QR codes, kept while they may be wanted again. UI thread only.
#pragma once

#include <list>
#include <memory>
#include <string>

#include "exchange/base/files.hpp"
#include "kiosk/draw/picture.hpp"
#include "kiosk/draw/qr.hpp"

namespace baken::visit {

class Pictures {
public:
    explicit Pictures(Files& files) : files_(files) {}

    // Nothing when the file is missing or broken; that is tried only once.
    [[nodiscard]] std::shared_ptr<const draw::Picture> file(const Path& path);
    // A picture that came inside a message. Nothing when it is broken.
    [[nodiscard]] std::shared_ptr<const draw::Picture> inline_image(const std::string& bytes);
    // Nothing when the text does not fit a code.
    [[nodiscard]] std::shared_ptr<const draw::QrCode> qr(const std::string& text);

private:
    struct Kept {
        std::string key;
        std::shared_ptr<const draw::Picture> picture;
        std::shared_ptr<const draw::QrCode> code;
    };
    Kept* find(const std::string& key);
    Kept& keep(Kept kept);

    Files& files_;
    std::list<Kept> kept_;  // the last used first
};

}  // namespace baken::visit
