#include "exchange/bulletins/cap_values.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "exchange/base/text.hpp"

namespace baken::bulletins {
namespace {

constexpr std::string_view kWhite = " \t\r\n\f\v";

std::vector<std::string_view> words(std::string_view text, std::size_t most) {
    std::vector<std::string_view> found;
    for (auto at = text.find_first_not_of(kWhite); at != std::string_view::npos && found.size() < most;) {
        auto end = text.find_first_of(kWhite, at);
        found.push_back(text.substr(at, end == std::string_view::npos ? end : end - at));
        at = end == std::string_view::npos ? end : text.find_first_not_of(kWhite, end);
    }
    return found;
}

// Does the text have the form? In the form 0 stands for a digit and + for a sign.
bool has_form(std::string_view text, std::string_view form) {
    if (text.size() != form.size()) return false;
    for (std::size_t i = 0; i < form.size(); ++i) {
        bool digit = std::isdigit(static_cast<unsigned char>(text[i])) != 0;
        bool fits = form[i] == '0' ? digit : form[i] == '+' ? text[i] == '+' || text[i] == '-' : text[i] == form[i];
        if (!fits) return false;
    }
    return true;
}

// The offset at the end of a strict time, in minutes.
int offset_of(std::string_view text) {
    auto offset = text.substr(text.size() - 6);
    int hours = (offset[1] - '0') * 10 + (offset[2] - '0');
    int minutes = (offset[4] - '0') * 10 + (offset[5] - '0');
    return (offset[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

std::optional<double> read_number(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<Position> read_position(std::string_view text) {
    auto comma = text.find(',');
    if (comma == std::string_view::npos) return std::nullopt;
    auto latitude = read_number(text.substr(0, comma));
    auto longitude = read_number(text.substr(comma + 1));
    if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 360) return std::nullopt;
    return Position{*latitude, *longitude};
}

std::optional<Identity> read_triple(std::string_view sender, std::string_view identifier, std::string_view sent) {
    auto moment = read_cap_time(sent);
    if (identifier.empty() || !moment) return std::nullopt;
    return Identity{std::string(sender), std::string(identifier), moment->at};
}

// The parts between commas: one or more triples, or nothing.
std::vector<Identity> read_triples(std::string_view text) {
    auto parts = split(text, ',');
    if (parts.size() < 3 || parts.size() % 3 != 0) return {};
    std::vector<Identity> found;
    for (std::size_t i = 0; i < parts.size(); i += 3) {
        auto triple = read_triple(trim(parts[i]), trim(parts[i + 1]), trim(parts[i + 2]));
        if (!triple) return {};
        found.push_back(std::move(*triple));
    }
    return found;
}

// Takes the words of a references element one by one. What is no triple by itself waits in `pending_`: it may be the
// first half of a sender or identifier with blanks in it, or a bare identifier.
class ReferenceReader {
public:
    ReadReferences read(std::string_view text) {
        constexpr std::size_t kMost = 500;
        constexpr std::size_t kLongest = 1'000;
        for (auto word : words(text, kMost)) {
            if (pending_.size() > kLongest) give_up();
            take(word.substr(0, kLongest));
        }
        give_up();
        return std::move(read_);
    }

private:
    void take(std::string_view word) {
        auto triples = read_triples(word);
        if (triples.size() == 1 && pending_.empty()) return add(std::move(triples));
        auto commas = std::count(word.begin(), word.end(), ',');
        if (triples.empty() && commas < 2) {
            pending_ += pending_.empty() ? "" : " ";
            pending_ += word;
            if (auto glued = read_triples(pending_); !glued.empty()) accept_glued(std::move(glued));
            return;
        }
        // A sender with blanks: what waits may belong to this word or be something of its own, so both are taken.
        if (!pending_.empty() && !triples.empty()) add(read_triples(pending_ + " " + std::string(word)));
        give_up();
        if (triples.size() != 1) malformed(word);
        if (triples.empty()) add_remains(word);
        add(std::move(triples));
    }

    void accept_glued(std::vector<Identity> glued) {
        malformed(pending_);
        add(std::move(glued));
        pending_.clear();
    }

    void give_up() {
        if (pending_.empty()) return;
        malformed(pending_);
        for (auto word : words(pending_, pending_.size())) add_remains(word);
        pending_.clear();
    }

    // What a malformed reference still tells: the identifier, and the sender when there is one.
    void add_remains(std::string_view word) {
        auto parts = split(word, ',');
        bool bare = parts.size() == 1;
        Identity remains{bare ? "" : std::string(parts[0]), std::string(parts[bare ? 0 : 1]), std::nullopt};
        if (!remains.identifier.empty()) read_.references.push_back(std::move(remains));
    }

    void add(std::vector<Identity> triples) {
        read_.references.insert(read_.references.end(), triples.begin(), triples.end());
    }
    void malformed(std::string_view text) { read_.malformed.emplace_back(text.substr(0, 80)); }

    ReadReferences read_;
    std::string pending_;
};

}  // namespace

bool is_strict_cap_time(std::string_view text) {
    return has_form(text, "0000-00-00T00:00:00+00:00");
}

std::optional<CapTime> read_cap_time(std::string_view text) {
    text = trim(text);
    if (text.size() < 16 || text.size() > 40) return std::nullopt;
    std::string written(text);
    bool to_the_minute = has_form(written.substr(11, 5), "00:00") && (written.size() == 16 || written[16] != ':');
    if (to_the_minute) written.insert(16, ":00");
    bool midnight_after = written.size() > 19 && written.substr(11, 8) == "24:00:00";
    if (midnight_after) written.replace(11, 2, "00");
    if (written.size() > 5 && has_form(written.substr(written.size() - 5), "+0000"))
        written.insert(written.size() - 2, ":");
    bool has_offset = written.size() > 19 && (written.back() == 'Z' || written.back() == 'z' ||
                                              has_form(written.substr(written.size() - 6), "+00:00"));
    auto at = parse_rfc3339(has_offset ? written : written + "Z");
    if (!at) return std::nullopt;
    if (midnight_after) *at += std::chrono::hours{24};
    if (!has_offset) return CapTime{*at, std::nullopt};
    bool zulu = written.back() == 'Z' || written.back() == 'z';
    return CapTime{*at, zulu ? 0 : offset_of(written)};
}

ReadPolygon read_polygon(std::string_view text, std::size_t most) {
    ReadPolygon read;
    auto pairs = words(text, most + 1);
    read.vertices = pairs.size();
    if (pairs.size() > most) {
        read.deviation = "the polygon has too many vertices";
        return read;
    }
    Polygon ring;
    ring.reserve(pairs.size());
    for (auto pair : pairs) {
        auto position = read_position(pair);
        if (!position) {
            read.deviation = "the polygon has a pair that is no position";
            return read;
        }
        if (ring.empty() || ring.back() != *position) ring.push_back(*position);
    }
    bool closed = pairs.size() >= 2 && ring.size() > 1 && ring.front() == ring.back();
    if (closed) ring.pop_back();
    if (ring.size() < 3) {
        read.deviation = pairs.empty() ? "the polygon is empty" : "the polygon has fewer than three corners";
        return read;
    }
    if (!closed) read.deviation = "the polygon is not closed";
    read.polygon = std::move(ring);
    return read;
}

std::optional<Circle> read_circle(std::string_view text) {
    auto parts = words(text, 3);
    if (parts.size() != 2) return std::nullopt;
    auto centre = read_position(parts[0]);
    auto radius = read_number(parts[1]);
    if (!centre || !radius || *radius < 0) return std::nullopt;
    return Circle{*centre, *radius};
}

ReadReferences read_references(std::string_view text) {
    return ReferenceReader().read(text);
}

std::vector<std::string> read_quoted_words(std::string_view text) {
    std::vector<std::string> found;
    constexpr std::size_t kMost = 500;
    while (found.size() < kMost) {
        auto start = text.find_first_not_of(kWhite);
        if (start == std::string_view::npos) break;
        text.remove_prefix(start);
        bool quoted = text.front() == '"' && text.find('"', 1) != std::string_view::npos;
        auto end = quoted ? text.find('"', 1) : text.find_first_of(kWhite);
        found.emplace_back(text.substr(quoted ? 1 : 0, end == std::string_view::npos ? end : end - (quoted ? 1 : 0)));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + (quoted ? 1 : 0));
    }
    return found;
}

}  // namespace baken::bulletins
