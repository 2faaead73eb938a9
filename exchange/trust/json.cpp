#include "exchange/trust/json.hpp"

#include <fmt/format.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

namespace baken::trust {
namespace {

// Takes the parser's events and builds the value; saying false to an event ends the parse with `why_`.
class Builder final : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit Builder(JsonLimits limits) : limits_(limits) {}

    bool null() override { return put(Json{nullptr}); }
    bool boolean(bool value) override { return put(Json{value}); }
    bool number_integer(std::int64_t value) override { return put(Json{value}); }
    bool number_unsigned(std::uint64_t value) override {
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return no_number();
        return put(Json{static_cast<std::int64_t>(value)});
    }
    bool number_float(double, const std::string&) override { return no_number(); }
    bool string(std::string& value) override { return put(Json{std::move(value)}); }
    bool binary(nlohmann::json::binary_t&) override { return stop("json.syntax", "binary value"); }
    bool start_object(std::size_t) override { return open(Json{JsonObject{}}); }
    bool start_array(std::size_t) override { return open(Json{JsonArray{}}); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(std::string& name) override {
        auto& members = std::get<JsonObject>(open_.back()->value);
        if (members.contains(name)) return stop("json.duplicate", fmt::format("the key \"{}\" stands twice", name));
        key_ = std::move(name);
        return true;
    }
    bool parse_error(std::size_t at, const std::string&, const nlohmann::detail::exception&) override {
        return stop("json.syntax", fmt::format("not JSON at byte {}", at));
    }

    Json root;
    std::optional<Error> why;

private:
    bool stop(std::string check, std::string message) {
        if (!why) why = Error{std::move(check), std::move(message), {}};
        return false;
    }
    bool no_number() { return stop("json.number", "a number with a fraction or beyond 64 bits"); }

    // Where the next value belongs: the document itself, the end of an array, or a member.
    Json* place(Json value) {
        if (++values_ > limits_.values) return nullptr;
        if (open_.empty()) return &(root = std::move(value));
        if (auto* items = std::get_if<JsonArray>(&open_.back()->value)) return &items->emplace_back(std::move(value));
        return &(std::get<JsonObject>(open_.back()->value)[key_] = std::move(value));
    }
    bool put(Json value) { return place(std::move(value)) != nullptr || stop("json.count", "too many values"); }
    bool open(Json container) {
        if (open_.size() == limits_.depth) return stop("json.depth", "nested too deep");
        // A parent takes no further value while its child is open, so the pointer stays good.
        Json* opened = place(std::move(container));
        if (opened == nullptr) return stop("json.count", "too many values");
        open_.push_back(opened);
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    JsonLimits limits_;
    std::vector<Json*> open_;
    std::string key_;
    std::size_t values_ = 0;
};

enum class Escapes { Canonical, Standard };

void write_text(std::string& out, const std::string& text, Escapes escapes) {
    out += '"';
    for (char letter : text) {
        auto byte = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\') out += '\\';
        if (escapes == Escapes::Standard && byte < 0x20) {
            out += fmt::format("\\u{:04x}", byte);
        } else {
            out += letter;
        }
    }
    out += '"';
}

void write(std::string& out, const Json& json, Escapes escapes);

void write_array(std::string& out, const JsonArray& items, Escapes escapes) {
    out += '[';
    for (bool first = true; const auto& item : items) {
        if (!std::exchange(first, false)) out += ',';
        write(out, item, escapes);
    }
    out += ']';
}

void write_object(std::string& out, const JsonObject& members, Escapes escapes) {
    out += '{';
    for (bool first = true; const auto& [name, member] : members) {
        if (!std::exchange(first, false)) out += ',';
        write_text(out, name, escapes);
        out += ':';
        write(out, member, escapes);
    }
    out += '}';
}

void write(std::string& out, const Json& json, Escapes escapes) {
    if (const auto* members = json.object()) return write_object(out, *members, escapes);
    if (const auto* items = json.array()) return write_array(out, *items, escapes);
    if (const auto* text = json.text()) return write_text(out, *text, escapes);
    if (auto number = json.integer()) {
        out += std::to_string(*number);
    } else if (auto truth = json.boolean()) {
        out += *truth ? "true" : "false";
    } else {
        out += "null";
    }
}

}  // namespace

std::optional<std::int64_t> Json::integer() const {
    const auto* number = std::get_if<std::int64_t>(&value);
    return number == nullptr ? std::nullopt : std::optional(*number);
}

std::optional<bool> Json::boolean() const {
    const auto* truth = std::get_if<bool>(&value);
    return truth == nullptr ? std::nullopt : std::optional(*truth);
}

const Json* Json::find(std::string_view key) const {
    const auto* members = object();
    if (members == nullptr) return nullptr;
    auto found = members->find(key);
    return found == members->end() ? nullptr : &found->second;
}

Result<Json> parse_json(std::string_view bytes, JsonLimits limits) {
    if (bytes.size() > limits.bytes) {
        return refuse("json.size", fmt::format("{} bytes, at most {} are read", bytes.size(), limits.bytes));
    }
    Builder builder(limits);
    if (!nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &builder)) {
        return std::unexpected(builder.why.value_or(Error{"json.syntax", "not JSON", {}}));
    }
    return std::move(builder.root);
}

std::string canonical_json(const Json& json) {
    std::string out;
    write(out, json, Escapes::Canonical);
    return out;
}

std::string write_json(const Json& json) {
    std::string out;
    write(out, json, Escapes::Standard);
    return out;
}

}  // namespace baken::trust
