// Characters that no font can draw, found when content is checked and not as a box by a visitor.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "kiosk/linter/tree.hpp"

namespace baken::linter {

class GlyphCheck {
public:
    // Errors: fonts.*; the list of fonts cannot be read, or no font opens.
    [[nodiscard]] static Result<GlyphCheck> open(Files& files, const Path& font_list);
    ~GlyphCheck();
    GlyphCheck(GlyphCheck&&) noexcept;
    GlyphCheck& operator=(GlyphCheck&&) noexcept;

    // One finding for each line and character: "glyph.missing: no font has U+1F600 GRINNING FACE". Control characters
    // of the file itself and what is invisible are passed over.
    void check(const Path& file, std::string_view bytes, std::string_view language, std::vector<Finding>& findings);

private:
    struct Open;
    explicit GlyphCheck(std::unique_ptr<Open> open);
    std::unique_ptr<Open> open_;
};

}  // namespace baken::linter
