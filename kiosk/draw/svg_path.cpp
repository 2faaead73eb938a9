#include "kiosk/draw/svg_path.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace baken::draw {
namespace {

using Kind = PathStep::Kind;

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

// Walks over the text of an attribute.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    void skip_space() {
        while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
    }
    // White space with at most one comma in it.
    void skip_separator() {
        skip_space();
        if (rest_.starts_with(',')) {
            rest_.remove_prefix(1);
            skip_space();
        }
    }
    [[nodiscard]] bool done() const { return rest_.empty(); }
    [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
    char take() {
        char c = peek();
        if (!rest_.empty()) rest_.remove_prefix(1);
        return c;
    }
    [[nodiscard]] bool at_number() const {
        auto c = peek();
        return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+';
    }
    std::optional<double> number() {
        if (!at_number()) return std::nullopt;
        if (peek() == '+') take();
        if (auto c = rest_.starts_with('-') && rest_.size() > 1 ? rest_[1] : peek(); c != '.' && (c < '0' || c > '9'))
            return std::nullopt;
        double value = 0;
        auto [end, code] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (code != std::errc{} || !std::isfinite(value) || std::abs(value) > kLargestSvgNumber) return std::nullopt;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }
    // The flags of an arc are one digit and need nothing between them.
    std::optional<double> flag() {
        if (peek() != '0' && peek() != '1') return std::nullopt;
        return take() - '0';
    }

private:
    std::string_view rest_;
};

int arguments_of(char command) {
    switch (command) {
        case 'M':
        case 'L':
            return 2;
        case 'H':
        case 'V':
            return 1;
        case 'C':
            return 6;
        case 'S':
        case 'Q':
            return 4;
        case 'A':
            return 7;
        case 'Z':
            return 0;
        default:
            return -1;
    }
}

using Arguments = std::array<double, 7>;

class PathReader {
public:
    PathReader(std::string_view data, std::size_t most) : scan_(data), most_(most) {}

    Result<VectorPath> read() {
        for (scan_.skip_space(); !scan_.done(); scan_.skip_separator()) {
            TRY_DONE(read_command());
        }
        return std::move(path_);
    }

private:
    Done read_command() {
        if (!scan_.at_number()) {
            letter_ = scan_.take();
            scan_.skip_space();
        } else if (letter_ == '\0' || upper() == 'Z') {
            return refuse("svg.path", "a number stands where a command must");
        }
        int count = arguments_of(upper());
        if (count < 0) return refuse("svg.path", std::string("unknown command ") + letter_);
        if (path_.empty() && upper() != 'M') return refuse("svg.path", "a path must begin with M");
        Arguments arguments{};
        TRY_DONE(read_arguments(arguments, count));
        apply(arguments);
        if (path_.size() > most_) return refuse("svg.points", "too many points");
        return {};
    }

    Done read_arguments(Arguments& arguments, int count) {
        for (int i = 0; i < count; ++i) {
            if (i > 0) scan_.skip_separator();
            bool is_flag = upper() == 'A' && (i == 3 || i == 4);
            auto value = is_flag ? scan_.flag() : scan_.number();
            if (!value) return refuse("svg.path", std::string("a wrong number after ") + letter_);
            arguments[static_cast<std::size_t>(i)] = *value;
        }
        return {};
    }

    [[nodiscard]] char upper() const { return letter_ >= 'a' ? static_cast<char>(letter_ - 'a' + 'A') : letter_; }
    [[nodiscard]] bool relative() const { return letter_ >= 'a'; }
    [[nodiscard]] Vec point(double x, double y) const { return relative() ? Vec{at_.x + x, at_.y + y} : Vec{x, y}; }

    void apply(const Arguments& a) {
        switch (upper()) {
            case 'M':
                move(point(a[0], a[1]));
                break;
            case 'L':
                line(point(a[0], a[1]));
                break;
            case 'H':
                line({relative() ? at_.x + a[0] : a[0], at_.y});
                break;
            case 'V':
                line({at_.x, relative() ? at_.y + a[0] : a[0]});
                break;
            case 'C':
                cubic(point(a[0], a[1]), point(a[2], a[3]), point(a[4], a[5]));
                break;
            case 'S':
                cubic(reflected(), point(a[0], a[1]), point(a[2], a[3]));
                break;
            case 'Q':
                add({Kind::Quadratic, point(a[0], a[1]), {}, point(a[2], a[3])});
                break;
            case 'A':
                arc({a[0], a[1], a[2], a[3] != 0, a[4] != 0, point(a[5], a[6])});
                break;
            default:
                close();
                break;
        }
    }

    void add(const PathStep& step) {
        reopen();
        path_.push_back(step);
        at_ = step.to;
    }
    // What follows a Z begins a new contour at the same start.
    void reopen() {
        if (path_.back().kind == Kind::Close) path_.push_back({Kind::Move, {}, {}, at_});
    }
    void move(Vec to) {
        path_.push_back({Kind::Move, {}, {}, to});
        at_ = start_ = to;
        letter_ = relative() ? 'l' : 'L';  // more pairs after M are lines
    }
    void line(Vec to) { add({Kind::Line, {}, {}, to}); }
    void cubic(Vec first, Vec second, Vec to) { add({Kind::Cubic, first, second, to}); }
    void arc(const SvgArc& arc) {
        reopen();
        add_arc(path_, at_, arc);
        at_ = arc.to;
    }
    void close() {
        path_.push_back({Kind::Close, {}, {}, start_});
        at_ = start_;
    }
    // The first handle of S: the last handle of a cubic before it, seen from the other side.
    [[nodiscard]] Vec reflected() const {
        const auto& last = path_.back();
        if (last.kind != Kind::Cubic) return at_;
        return {2 * at_.x - last.second.x, 2 * at_.y - last.second.y};
    }

    Scanner scan_;
    std::size_t most_;
    VectorPath path_;
    Vec at_;
    Vec start_;
    char letter_ = '\0';
};

}  // namespace

Result<VectorPath> read_svg_path(std::string_view data, std::size_t most_steps) {
    return PathReader(data, most_steps).read();
}

Result<std::vector<double>> read_svg_numbers(std::string_view text, std::size_t most) {
    std::vector<double> numbers;
    Scanner scan(text);
    for (scan.skip_space(); !scan.done(); scan.skip_separator()) {
        if (numbers.size() == most) return refuse("svg.points", "too many numbers");
        auto value = scan.number();
        if (!value) return refuse("svg.number", "not a number, or too large: " + std::string(text.substr(0, 40)));
        numbers.push_back(*value);
    }
    return numbers;
}

}  // namespace baken::draw
