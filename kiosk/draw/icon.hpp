// The pictograms: one-colour drawings read from a folder of SVG files when they are first wanted.
#pragma once

#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "kiosk/draw/mask.hpp"
#include "kiosk/draw/vector_image.hpp"
#include "kiosk/draw/vector_raster.hpp"

namespace baken::draw {

// One drawing. Keeps the masks of the sizes it was last drawn at. UI thread only.
class Icon {
public:
    // Errors: those of read_svg.
    [[nodiscard]] static Result<Icon> read(std::string_view svg, VectorRaster raster);

    // Draws it once to see that it can be, which only a drawing of thousands of points cannot; for those who check
    // content. Errors: raster.complex.
    [[nodiscard]] Done check() const;

    // Its coverage at this size (cut to 2048 a side); valid until the next call. Empty when the size is,
    // or when check() fails.
    [[nodiscard]] const Mask& mask(Size size, Mirror mirror) const;

private:
    Icon(VectorImage image, VectorRaster raster) : image_(std::move(image)), raster_(std::move(raster)) {}

    struct Drawn {
        Size size;
        Mirror mirror;
        Mask mask;
    };
    VectorImage image_;
    VectorRaster raster_;
    mutable std::list<Drawn> drawn_;  // the last used first
};

// A folder of icons. UI thread only; what find() returns lives as long as this object.
class Icons {
public:
    // Only lists the folder's names. Errors: icons.folder, and those of Files::list.
    [[nodiscard]] static Result<Icons> open(std::shared_ptr<Files> files, const Path& folder);
    // The same on the real disk.
    [[nodiscard]] static Result<Icons> open(const Path& folder);

    // The icon of the file "<name>.svg"; nothing when there is none or it is broken: problems() says so, once each.
    [[nodiscard]] const Icon* find(std::string_view name);
    // Every name there is, sorted, whether it can be read or not.
    [[nodiscard]] std::vector<std::string> names() const;
    // What was wrong with the icons wanted so far, for the diagnostic page: icons.missing, and what read_svg refuses.
    [[nodiscard]] const std::vector<Error>& problems() const { return problems_; }

private:
    Icons(std::shared_ptr<Files> files, Path folder, VectorRaster raster)
        : files_(std::move(files)), folder_(std::move(folder)), raster_(std::move(raster)) {}

    struct Slot {
        bool tried = false;
        std::unique_ptr<Icon> icon;
    };
    Result<Icon> load(const std::string& name);
    void note(Error problem);
    void note_missing(std::string_view name);

    std::shared_ptr<Files> files_;
    Path folder_;
    VectorRaster raster_;
    std::map<std::string, Slot, std::less<>> slots_;
    std::set<std::string, std::less<>> missing_;
    std::vector<Error> problems_;
};

}  // namespace baken::draw
