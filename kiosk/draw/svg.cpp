#include "kiosk/draw/svg.hpp"

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <string>

#include "kiosk/draw/svg_path.hpp"

namespace baken::draw {
namespace {

using Kind = PathStep::Kind;

constexpr int kDeepestGroup = 8;

constexpr std::array<std::string_view, 5> kPaintAttributes{"fill", "stroke", "stroke-width", "stroke-linecap",
                                                           "stroke-linejoin"};

struct ElementKind {
    std::string_view name;
    std::string_view geometry;  // its own attributes, with a space at both ends of each
};
constexpr std::array<ElementKind, 10> kElements{{{"svg", " xmlns viewBox width height "},
                                                 {"title", " "},
                                                 {"g", " "},
                                                 {"path", " d "},
                                                 {"circle", " cx cy r "},
                                                 {"ellipse", " cx cy rx ry "},
                                                 {"rect", " x y width height rx "},
                                                 {"line", " x1 y1 x2 y2 "},
                                                 {"polyline", " points "},
                                                 {"polygon", " points "}}};

Result<double> one_number(std::string_view text) {
    TRY(auto numbers, read_svg_numbers(text, 2));
    if (numbers.size() != 1) return refuse("svg.number", "one number must stand there");
    return numbers[0];
}

Result<Paint> paint_of(std::string_view text) {
    if (text == "none") return Paint::None;
    if (text == "currentColor") return Paint::CurrentColor;
    return refuse("svg.attribute", "paint is neither none nor currentColor: " + std::string(text.substr(0, 40)));
}

Result<LineCap> cap_of(std::string_view text) {
    if (text == "butt") return LineCap::Butt;
    if (text == "round") return LineCap::Round;
    if (text == "square") return LineCap::Square;
    return refuse("svg.attribute", "unknown stroke-linecap " + std::string(text.substr(0, 40)));
}

Result<LineJoin> join_of(std::string_view text) {
    if (text == "miter") return LineJoin::Miter;
    if (text == "round") return LineJoin::Round;
    if (text == "bevel") return LineJoin::Bevel;
    return refuse("svg.attribute", "unknown stroke-linejoin " + std::string(text.substr(0, 40)));
}

Done apply_paint(PathStyle& style, std::string_view name, std::string_view value) {
    if (name == "fill") {
        TRY(style.fill, paint_of(value));
    } else if (name == "stroke") {
        TRY(style.stroke, paint_of(value));
    } else if (name == "stroke-linecap") {
        TRY(style.cap, cap_of(value));
    } else if (name == "stroke-linejoin") {
        TRY(style.join, join_of(value));
    } else {
        TRY(style.stroke_width, one_number(value));
        if (style.stroke_width < 0) return refuse("svg.number", "stroke-width is below zero");
    }
    return {};
}

// A contour that begins at `start` and follows a whole ellipse around.
VectorPath ellipse_path(double cx, double cy, double rx, double ry) {
    VectorPath path{{Kind::Move, {}, {}, {cx + rx, cy}}};
    if (rx <= 0 || ry <= 0) return {};
    add_arc(path, {cx + rx, cy}, {rx, ry, 0, false, true, {cx - rx, cy}});
    add_arc(path, {cx - rx, cy}, {rx, ry, 0, false, true, {cx + rx, cy}});
    path.push_back({Kind::Close, {}, {}, {}});
    return path;
}

VectorPath points_path(const std::vector<Vec>& points) {
    VectorPath path;
    for (auto point : points) path.push_back({path.empty() ? Kind::Move : Kind::Line, {}, {}, point});
    return path;
}

VectorPath closed(VectorPath path) {
    if (!path.empty()) path.push_back({Kind::Close, {}, {}, {}});
    return path;
}

VectorPath rect_path(double x, double y, double w, double h, double radius) {
    if (w <= 0 || h <= 0) return {};
    double r = std::clamp(radius, 0.0, std::min(w, h) / 2);
    if (r == 0) return closed(points_path({{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}));
    VectorPath path{{Kind::Move, {}, {}, {x + r, y}}};
    auto side = [&](Vec end, Vec corner) {
        path.push_back({Kind::Line, {}, {}, end});
        add_arc(path, end, {r, r, 0, false, true, corner});
    };
    side({x + w - r, y}, {x + w, y + r});
    side({x + w, y + h - r}, {x + w - r, y + h});
    side({x + r, y + h}, {x, y + h - r});
    side({x, y + r}, {x + r, y});
    return closed(std::move(path));
}

class SvgReader {
public:
    Result<VectorImage> read(const pugi::xml_node& root) {
        if (std::string_view(root.name()) != "svg") return refuse("svg.element", "the root is not svg");
        TRY_DONE(read_view_box(root));
        TRY_DONE(read_element(root, PathStyle{}, 0));
        TRY_DONE(check_range());
        return std::move(image_);
    }

private:
    Done read_view_box(const pugi::xml_node& root) {
        TRY(auto box, read_svg_numbers(root.attribute("viewBox").value(), 5));
        if (box.size() != 4) return refuse("svg.attribute", "viewBox needs four numbers");
        if (box[2] < 1 || box[3] < 1 || box[2] > 4096 || box[3] > 4096) {
            return refuse("svg.range", "viewBox is not between 1 and 4096 units");
        }
        image_.origin = {box[0], box[1]};
        image_.width = box[2];
        image_.height = box[3];
        return {};
    }

    Done read_element(const pugi::xml_node& node, PathStyle style, int depth) {
        std::string_view name = node.name();
        const auto* kind = std::ranges::find(kElements, name, &ElementKind::name);
        if (kind == kElements.end() || (name == "svg") != (depth == 0)) {
            return refuse("svg.element", "unknown element " + std::string(name.substr(0, 40)));
        }
        for (auto attribute : node.attributes()) TRY_DONE(read_attribute(*kind, attribute, style));
        if (name == "title") return {};
        if (name != "svg" && name != "g") return read_shape(node, style);
        if (depth == kDeepestGroup) return refuse("svg.element", "groups are nested too deeply");
        for (auto child : node.children()) {
            if (child.type() == pugi::node_element) TRY_DONE(read_element(child, style, depth + 1));
        }
        return {};
    }

    static Done read_attribute(const ElementKind& kind, const pugi::xml_attribute& attribute, PathStyle& style) {
        std::string_view name = attribute.name();
        if (std::ranges::find(kPaintAttributes, name) != kPaintAttributes.end())
            return apply_paint(style, name, attribute.value());
        if (kind.geometry.find(" " + std::string(name) + " ") != std::string_view::npos) return {};
        return refuse("svg.attribute",
                      "unknown attribute " + std::string(name.substr(0, 40)) + " of " + std::string(kind.name));
    }

    Done read_shape(const pugi::xml_node& node, const PathStyle& style) {
        TRY(auto path, shape_path(node));
        for (const auto& step : path) points_ += step.kind == Kind::Cubic ? 3 : step.kind == Kind::Quadratic ? 2 : 1;
        if (points_ > kMostSvgPoints) return refuse("svg.points", "more than 5000 points");
        if (!path.empty()) image_.shapes.push_back({std::move(path), style});
        return {};
    }

    Result<VectorPath> shape_path(const pugi::xml_node& node) {
        std::string_view name = node.name();
        if (name == "path") return read_svg_path(node.attribute("d").value(), kMostSvgPoints);
        if (name == "polyline" || name == "polygon") return read_points(node, name == "polygon");
        if (name == "circle") return read_circle(node);
        if (name == "ellipse") return read_ellipse(node);
        return name == "rect" ? read_rect(node) : read_line(node);
    }

    static Result<VectorPath> read_circle(const pugi::xml_node& node) {
        TRY(double cx, number(node, "cx"));
        TRY(double cy, number(node, "cy"));
        TRY(double r, number(node, "r"));
        return ellipse_path(cx, cy, r, r);
    }
    static Result<VectorPath> read_ellipse(const pugi::xml_node& node) {
        TRY(double cx, number(node, "cx"));
        TRY(double cy, number(node, "cy"));
        TRY(double rx, number(node, "rx"));
        TRY(double ry, number(node, "ry"));
        return ellipse_path(cx, cy, rx, ry);
    }
    static Result<VectorPath> read_rect(const pugi::xml_node& node) {
        TRY(double x, number(node, "x"));
        TRY(double y, number(node, "y"));
        TRY(double w, number(node, "width"));
        TRY(double h, number(node, "height"));
        TRY(double r, number(node, "rx"));
        return rect_path(x, y, w, h, r);
    }
    static Result<VectorPath> read_line(const pugi::xml_node& node) {
        TRY(double x1, number(node, "x1"));
        TRY(double y1, number(node, "y1"));
        TRY(double x2, number(node, "x2"));
        TRY(double y2, number(node, "y2"));
        return points_path({{x1, y1}, {x2, y2}});
    }
    static Result<VectorPath> read_points(const pugi::xml_node& node, bool polygon) {
        TRY(auto numbers, read_svg_numbers(node.attribute("points").value(), 2 * kMostSvgPoints));
        if (numbers.size() % 2 != 0) return refuse("svg.number", "points holds half a point");
        std::vector<Vec> points;
        for (std::size_t i = 0; i < numbers.size(); i += 2) points.push_back({numbers[i], numbers[i + 1]});
        auto path = points_path(points);
        return polygon ? closed(std::move(path)) : path;
    }

    // A missing number is zero, as SVG has it.
    static Result<double> number(const pugi::xml_node& node, const char* name) {
        auto attribute = node.attribute(name);
        return attribute ? one_number(attribute.value()) : 0.0;
    }

    [[nodiscard]] bool in_range(Vec p) const {
        return p.x >= image_.origin.x - image_.width && p.x <= image_.origin.x + 2 * image_.width &&
               p.y >= image_.origin.y - image_.height && p.y <= image_.origin.y + 2 * image_.height;
    }
    // Far numbers would overflow the rasteriser's fixed point; a drawing has no business there.
    [[nodiscard]] bool in_range(const PathStep& step) const {
        if (step.kind == Kind::Close) return true;
        if (step.kind == Kind::Cubic && !in_range(step.second)) return false;
        bool curved = step.kind == Kind::Cubic || step.kind == Kind::Quadratic;
        return in_range(step.to) && (!curved || in_range(step.first));
    }
    [[nodiscard]] Done check_range() const {
        for (const auto& shape : image_.shapes) {
            if (shape.style.stroke_width > image_.width) return refuse("svg.range", "a stroke is wider than the icon");
            if (!std::ranges::all_of(shape.path, [&](const auto& step) { return in_range(step); })) {
                return refuse("svg.range", "a point lies far outside the viewBox");
            }
        }
        return {};
    }

    VectorImage image_;
    std::size_t points_ = 0;
};

}  // namespace

Result<VectorImage> read_svg(std::string_view bytes) {
    if (bytes.size() > kLargestSvgBytes) return refuse("svg.size", "larger than 64 KB");
    pugi::xml_document document;
    auto parsed = document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed)
        return refuse("svg.syntax", std::string(parsed.description()) + " at byte " + std::to_string(parsed.offset));
    return SvgReader{}.read(document.document_element());
}

}  // namespace baken::draw
