// Each kind of record is described once (describe_*.cpp), and the description is walked by whoever needs it: the one
// that writes JSON, the one that reads and checks it, and the one that writes its schema. Internal to this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/time.hpp"
#include "exchange/records/text_rule.hpp"
#include "exchange/records/token_rule.hpp"
#include "exchange/records/words.hpp"
#include "exchange/trust/json.hpp"

namespace baken::records {

enum class Presence : std::uint8_t { Required, Optional };

struct Label {
    std::string_view name;
    std::string_view about;  // for the schema
};

struct NumberRule {
    int least;
    int most;
};

class Fields {
public:
    virtual ~Fields() = default;

    virtual void text(Label label, std::string& value, TextRule rule, Presence presence) = 0;
    virtual void texts(Label label, std::vector<std::string>& values, TextRule rule, std::size_t most) = 0;
    virtual void token(Label label, std::string& value, const TokenRule& rule, Presence presence) = 0;
    virtual void tokens(Label label, std::vector<std::string>& values, const TokenRule& rule, std::size_t most) = 0;
    virtual void number(Label label, std::optional<int>& value, NumberRule rule, Presence presence) = 0;
    virtual void moment(Label label, std::optional<Instant>& value, Presence presence) = 0;
    // Keeps what is not described; must be the last call for its object.
    virtual void others(trust::JsonObject& kept) = 0;
    // A rule over several fields, which a schema cannot tell.
    virtual void require(bool holds, Label label) = 0;

    void number(Label label, int& value, NumberRule rule) {
        std::optional<int> number = value;
        this->number(label, number, rule, Presence::Required);
        value = number.value_or(value);
    }
    void moment(Label label, Instant& value) {
        std::optional<Instant> moment = value;
        this->moment(label, moment, Presence::Required);
        value = moment.value_or(value);
    }
    template <typename Choice>
    void choice(Label label, Choice& value) {
        auto index = static_cast<std::size_t>(value);
        word(label, index, words_of(value));
        value = static_cast<Choice>(index);
    }
    template <typename Choice>
    void choices(Label label, std::vector<Choice>& values, std::size_t least = 0) {
        std::vector<std::size_t> indexes;
        indexes.reserve(values.size());
        for (auto value : values) indexes.push_back(static_cast<std::size_t>(value));
        words(label, indexes, words_of(Choice{}), least);
        values.clear();
        for (auto index : indexes) values.push_back(static_cast<Choice>(index));
    }
    template <typename T>
    void group(Label label, T& value) {
        if (!begin(label, Presence::Required, true)) return;
        describe(*this, value);
        end();
    }
    template <typename T>
    void group(Label label, std::optional<T>& value) {
        if (!begin(label, Presence::Optional, value.has_value())) return;
        if (!value) value.emplace();
        describe(*this, *value);
        end();
    }
    template <typename T>
    void list(Label label, std::vector<T>& items, std::size_t most) {
        auto count = begin_list(label, items.size(), most);
        items.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            begin_item(i);
            describe(*this, items[i]);
            end();
        }
        end_list();
    }

protected:
    virtual void word(Label label, std::size_t& index, Words words) = 0;
    virtual void words(Label label, std::vector<std::size_t>& indexes, Words words, std::size_t least) = 0;
    // Enters a member object; false when it is to be passed over. `present` is what the struct says.
    virtual bool begin(Label label, Presence presence, bool present) = 0;
    virtual void end() = 0;
    // How many items there will be; `count` is what the struct says.
    virtual std::size_t begin_list(Label label, std::size_t count, std::size_t most) = 0;
    virtual void begin_item(std::size_t index) = 0;
    virtual void end_list() = 0;
};

}  // namespace baken::records
