// TOML read strictly: a reader asks for every key there may be, and a key nobody asked for is an error that names it.
// So a spelling mistake in a configuration is found on the day it is made, not on the day it is needed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"

namespace baken {

// One table of a document; copies refer to the same document. What is wrong with a key is remembered and told by
// finish(), so a reader reads all its keys in one go and asks once. Keys are those of this table, without dots.
class TomlTable {
public:
    // The document's top table. Errors: toml.size, toml.syntax (the message begins with "line N: ").
    [[nodiscard]] static Result<TomlTable> parse(std::string_view bytes, ByteLimit limit);

    // The value of a key. An absent key gives the fallback; a value of another kind, or out of its range, gives the
    // fallback and is remembered. `text` and `numbers` without a fallback are needed: absence is remembered too.
    std::string text(std::string_view key);
    std::string text_or(std::string_view key, std::string_view fallback);
    std::optional<std::string> maybe_text(std::string_view key);
    std::vector<std::string> texts(std::string_view key);
    bool flag_or(std::string_view key, bool fallback);
    std::int64_t number_or(std::string_view key, std::int64_t fallback, std::int64_t low, std::int64_t high);
    double decimal_or(std::string_view key, double fallback, double low, double high);
    std::vector<double> decimals(std::string_view key);
    // A date-time with an offset, as TOML writes it, without quotation marks.
    std::optional<Instant> maybe_moment(std::string_view key);

    // A table under this one, or nothing; an array of tables, empty when absent.
    std::optional<TomlTable> table(std::string_view key);
    std::vector<TomlTable> tables(std::string_view key);

    // All keys of this table in alphabetical order, asked for or not.
    [[nodiscard]] std::vector<std::string> keys() const;
    // Is this key a table (an array of tables is not)?
    [[nodiscard]] bool is_table(std::string_view key) const;
    // The line a key's value stands on, from 1; the table's own line when there is no such key.
    [[nodiscard]] int line_of(std::string_view key) const;

    // The reader found something wrong with this key itself; finish() tells it.
    void refuse_key(std::string_view key, const std::string& why);

    // Over the whole document: the first thing that was wrong, in the order of lines, else nothing.
    // Errors: toml.missing_key, toml.value, toml.unknown_key; the message begins with "line N: ".
    [[nodiscard]] Done finish();

private:
    struct Document;
    // The node behind a key, which counts as asked for from now on; null when there is none.
    const void* ask(std::string_view key);
    TomlTable(std::shared_ptr<Document> document, const void* node);
    std::shared_ptr<Document> document_;
    const void* node_;
};

}  // namespace baken
