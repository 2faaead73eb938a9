#include "exchange/base/toml_reader.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <unordered_set>

namespace baken {

namespace {

struct Problem {
    int line;
    std::string check;
    std::string message;
};

int line_of_node(const toml::node& node) {
    return static_cast<int>(node.source().begin.line);
}

std::string path_to(const std::string& above, std::string_view key) {
    return above.empty() ? std::string(key) : above + "." + std::string(key);
}

Instant to_instant(const toml::date_time& value) {
    using namespace std::chrono;
    auto date = sys_days{year{value.date.year} / value.date.month / value.date.day};
    auto clock = hours{value.time.hour} + minutes{value.time.minute} + seconds{value.time.second};
    auto fraction = floor<milliseconds>(nanoseconds{value.time.nanosecond});
    return Instant{date} + clock + fraction - minutes{value.offset ? value.offset->minutes : 0};
}

}  // namespace

struct TomlTable::Document {
    toml::table root;
    std::unordered_set<const toml::node*> asked;
    std::unordered_map<const void*, std::string> paths;
    std::vector<Problem> problems;

    void add(int line, std::string check, std::string message) {
        problems.push_back({line, std::move(check), std::move(message)});
    }
    void find_unasked(const toml::table& table, const std::string& above);
    void find_unasked_in_array(const toml::array& array, const std::string& above);
};

void TomlTable::Document::find_unasked(const toml::table& table, const std::string& above) {
    for (const auto& [key, node] : table) {
        auto path = path_to(above, key.str());
        if (!asked.contains(&node)) {
            auto line = node.is_table() && line_of_node(node) == 0 ? line_of_node(table) : line_of_node(node);
            add(line, "toml.unknown_key", fmt::format("{} is not a key that is known here", path));
            continue;
        }
        if (const auto* inner = node.as_table()) find_unasked(*inner, path);
        if (const auto* inner = node.as_array()) find_unasked_in_array(*inner, path);
    }
}

void TomlTable::Document::find_unasked_in_array(const toml::array& array, const std::string& above) {
    for (const auto& element : array) {
        if (const auto* inner = element.as_table()) find_unasked(*inner, above);
    }
}

namespace {

const toml::table& as_table(const void* node) {
    return *static_cast<const toml::table*>(node);
}

}  // namespace

TomlTable::TomlTable(std::shared_ptr<Document> document, const void* node)
    : document_(std::move(document)), node_(node) {}

Result<TomlTable> TomlTable::parse(std::string_view bytes, ByteLimit limit) {
    if (bytes.size() > limit.bytes) {
        return refuse("toml.size", fmt::format("{} bytes, at most {} are read", bytes.size(), limit.bytes));
    }
    auto document = std::make_shared<Document>();
    try {
        document->root = toml::parse(bytes);
    } catch (const toml::parse_error& error) {
        return refuse("toml.syntax", fmt::format("line {}: {}", error.source().begin.line, error.description()));
    }
    return TomlTable(document, &document->root);
}

namespace {

// The value behind a key when it is of the kind wanted; another kind is remembered.
template <typename Value>
const toml::value<Value>* as(TomlTable& table, const void* node, std::string_view key, const char* wanted) {
    if (node == nullptr) return nullptr;
    const auto* value = static_cast<const toml::node*>(node)->as<Value>();
    if (value == nullptr) table.refuse_key(key, fmt::format("must be {}", wanted));
    return value;
}

}  // namespace

const void* TomlTable::ask(std::string_view key) {
    const auto* node = as_table(node_).get(key);
    if (node != nullptr) document_->asked.insert(node);
    return node;
}

std::optional<std::string> TomlTable::maybe_text(std::string_view key) {
    const auto* value = as<std::string>(*this, ask(key), key, "text in quotation marks");
    if (value == nullptr) return std::nullopt;
    return value->get();
}

std::string TomlTable::text_or(std::string_view key, std::string_view fallback) {
    return maybe_text(key).value_or(std::string(fallback));
}

std::string TomlTable::text(std::string_view key) {
    if (ask(key) != nullptr) return text_or(key, "");
    document_->add(line_of(key), "toml.missing_key",
                   fmt::format("{} is needed", path_to(document_->paths[node_], key)));
    return {};
}

std::vector<std::string> TomlTable::texts(std::string_view key) {
    const auto* node = static_cast<const toml::node*>(ask(key));
    if (node == nullptr) return {};
    const auto* array = node->as_array();
    if (array == nullptr || !(array->empty() || array->is_homogeneous<std::string>())) {
        refuse_key(key, "must be a list of texts");
        return {};
    }
    std::vector<std::string> found;
    for (const auto& element : *array) found.push_back(element.as_string()->get());
    return found;
}

bool TomlTable::flag_or(std::string_view key, bool fallback) {
    const auto* value = as<bool>(*this, ask(key), key, "true or false");
    return value == nullptr ? fallback : value->get();
}

std::int64_t TomlTable::number_or(std::string_view key, std::int64_t fallback, std::int64_t low, std::int64_t high) {
    const auto* value = as<std::int64_t>(*this, ask(key), key, "a whole number");
    if (value == nullptr) return fallback;
    if (value->get() >= low && value->get() <= high) return value->get();
    refuse_key(key, fmt::format("must be from {} to {}", low, high));
    return fallback;
}

double TomlTable::decimal_or(std::string_view key, double fallback, double low, double high) {
    const auto* node = static_cast<const toml::node*>(ask(key));
    if (node == nullptr) return fallback;
    auto number = node->value<double>();
    // A comparison with "not a number" is false, which sends nan where it belongs.
    if (number && *number >= low && *number <= high) return *number;
    refuse_key(key, number ? fmt::format("must be from {} to {}", low, high) : "must be a number");
    return fallback;
}

std::vector<double> TomlTable::decimals(std::string_view key) {
    const auto* node = static_cast<const toml::node*>(ask(key));
    if (node == nullptr) return {};
    std::vector<double> found;
    if (const auto* array = node->as_array()) {
        for (const auto& element : *array) {
            if (auto number = element.value<double>()) found.push_back(*number);
        }
        if (found.size() == array->size()) return found;
    }
    refuse_key(key, "must be a list of numbers");
    return {};
}

std::optional<Instant> TomlTable::maybe_moment(std::string_view key) {
    const auto* value = as<toml::date_time>(*this, ask(key), key, "a date and time such as 2026-11-22T14:08:00+01:00");
    if (value == nullptr) return std::nullopt;
    if (value->get().offset) return to_instant(value->get());
    refuse_key(key, "must say its offset, such as +01:00");
    return std::nullopt;
}

std::optional<TomlTable> TomlTable::table(std::string_view key) {
    const auto* node = static_cast<const toml::node*>(ask(key));
    if (node == nullptr) return std::nullopt;
    const auto* inner = node->as_table();
    if (inner == nullptr) {
        refuse_key(key, "must be a table");
        return std::nullopt;
    }
    document_->paths[inner] = path_to(document_->paths[node_], key);
    return TomlTable(document_, inner);
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) {
    const auto* node = static_cast<const toml::node*>(ask(key));
    if (node == nullptr) return {};
    const auto* array = node->as_array();
    if (array == nullptr || !array->is_array_of_tables()) {
        refuse_key(key, fmt::format("must be tables under [[{}]]", key));
        return {};
    }
    std::vector<TomlTable> found;
    for (const auto& element : *array) {
        document_->paths[element.as_table()] = path_to(document_->paths[node_], key);
        found.push_back(TomlTable(document_, element.as_table()));
    }
    return found;
}

std::vector<std::string> TomlTable::keys() const {
    std::vector<std::string> found;
    for (const auto& [key, node] : as_table(node_)) found.emplace_back(key.str());
    return found;
}

bool TomlTable::is_table(std::string_view key) const {
    const auto* node = as_table(node_).get(key);
    return node != nullptr && node->is_table();
}

int TomlTable::line_of(std::string_view key) const {
    const auto* node = as_table(node_).get(key);
    auto line = line_of_node(node == nullptr ? as_table(node_) : *node);
    return std::max(line, 1);
}

void TomlTable::refuse_key(std::string_view key, const std::string& why) {
    document_->add(line_of(key), "toml.value", fmt::format("{} {}", path_to(document_->paths[node_], key), why));
}

Done TomlTable::finish() {
    document_->find_unasked(document_->root, "");
    auto& problems = document_->problems;
    auto first = std::ranges::min_element(problems, {}, &Problem::line);
    if (first == problems.end()) return {};
    return refuse(first->check, fmt::format("line {}: {}", first->line, first->message));
}

}  // namespace baken
