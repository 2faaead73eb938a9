// Walks a description and reads JSON, checking every rule. The first thing that is wrong is kept, and everything after
// it is passed over. Internal to this room.
#pragma once

#include "exchange/base/error.hpp"
#include "exchange/records/fields.hpp"

namespace baken::records {

class FieldReader final : public Fields {
public:
    explicit FieldReader(const trust::Json& document) : open_{{&document, {}, {}}} {}
    [[nodiscard]] const std::optional<Error>& wrong() const { return wrong_; }

    void text(Label label, std::string& value, TextRule rule, Presence presence) override;
    void texts(Label label, std::vector<std::string>& values, TextRule rule, std::size_t most) override;
    void token(Label label, std::string& value, const TokenRule& rule, Presence presence) override;
    void tokens(Label label, std::vector<std::string>& values, const TokenRule& rule, std::size_t most) override;
    void number(Label label, std::optional<int>& value, NumberRule rule, Presence presence) override;
    void moment(Label label, std::optional<Instant>& value, Presence presence) override;
    void others(trust::JsonObject& kept) override;
    void require(bool holds, Label label) override;

protected:
    void word(Label label, std::size_t& index, Words words) override;
    void words(Label label, std::vector<std::size_t>& indexes, Words words, std::size_t least) override;
    bool begin(Label label, Presence presence, bool present) override;
    void end() override;
    std::size_t begin_list(Label label, std::size_t count, std::size_t most) override;
    void begin_item(std::size_t index) override;
    void end_list() override;

private:
    struct Open {
        const trust::Json* object;
        std::string path;  // "body.place.", empty for the document
        std::vector<std::string_view> known;
    };
    // The member, or nothing when it is absent, which is wrong when it is required.
    const trust::Json* member(Label label, Presence presence);
    const std::string* text_member(Label label, Presence presence);
    const trust::JsonArray* list_member(Label label, std::size_t most);
    void check_text(Label label, const std::string& value, TextRule rule);
    void check_token(Label label, const std::string& value, const TokenRule& rule);
    std::optional<std::size_t> find_word(Label label, const std::string& value, Words words);
    void refuse_field(Label label, std::string_view check, std::string_view why);
    void open_object(Label label, std::string path, const trust::Json& object);
    // The texts of a list, each checked by `check`.
    template <typename Check>
    void read_texts(Label label, std::vector<std::string>& values, std::size_t most, Check check);

    std::vector<Open> open_;
    std::vector<std::pair<std::string, const trust::JsonArray*>> lists_;
    std::optional<Error> wrong_;
};

}  // namespace baken::records
