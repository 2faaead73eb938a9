// From lines and curves to coverage, with FreeType's stroker and rasteriser.
#pragma once

#include <memory>

#include "exchange/base/error.hpp"
#include "kiosk/draw/geometry.hpp"
#include "kiosk/draw/mask.hpp"
#include "kiosk/draw/vector_image.hpp"

namespace baken::draw {

// No side of a mask is longer than this.
constexpr int kLargestRasterSide = 2048;

// Owns a FreeType library; one thread at a time. Masks it made do not need it any more.
class VectorRaster {
public:
    // Errors: raster.library.
    [[nodiscard]] static Result<VectorRaster> open();

    // The image as large as fits `size`, in its middle. Errors: raster.size, raster.complex (more than FreeType takes).
    [[nodiscard]] Result<Mask> draw(const VectorImage& image, Size size, Mirror mirror) const;

private:
    explicit VectorRaster(std::shared_ptr<void> library) : library_(std::move(library)) {}
    std::shared_ptr<void> library_;
};

}  // namespace baken::draw
