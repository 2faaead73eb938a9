// The values inside the elements of a CAP alert: clean text, words of a closed list, times. What is not as the standard
// has it is read as well as can be and told of in a remark. For this room's own files.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/cap_schema.hpp"
#include "exchange/bulletins/xml_node.hpp"

namespace baken::bulletins {

// Is "Unknown" a word that the standard has for this element, or only our name for one that is none?
enum class UnknownIs : std::uint8_t { NoWord, AWord };

// Reads for one alert, whose remarks it gathers. `lines` and `limits` must outlive it.
class ElementReader {
public:
    ElementReader(CapVersion version, const Lines& lines, const ParseLimits& limits)
        : version_(version), lines_(lines), limits_(limits) {}

    // Adds a remark about this element; past the limit of remarks it is not kept.
    void remark(const pugi::xml_node& node, std::string check, std::string message);
    // Remarks on how the children of the element differ from the table.
    void check(const pugi::xml_node& node, std::span<const SchemaChild> children);

    // The text of the first child of this name, on one line or in several; empty without one. Without markup, at most
    // `text_bytes` of the limits.
    [[nodiscard]] std::string line(const pugi::xml_node& parent, std::string_view name);
    [[nodiscard]] std::string paragraphs(const pugi::xml_node& parent, std::string_view name);
    // The same of the element itself.
    [[nodiscard]] std::string line(const pugi::xml_node& node);

    // The word in the element; Unknown when it is none, or there is no element.
    template <typename Enum>
    [[nodiscard]] Enum word(const pugi::xml_node& node, UnknownIs unknown = UnknownIs::NoWord) {
        auto raw = text_of(node);
        auto value = read_word<Enum>(raw);
        bool allowed = value != Enum::Unknown || unknown == UnknownIs::AWord;
        if (!allowed || raw != name_of(value)) remark_no_word(node, raw);
        return value;
    }

    // The time in the first child of this name; nothing without one, or when it cannot be read.
    [[nodiscard]] std::optional<CapTime> time(const pugi::xml_node& parent, std::string_view name);

    // All remarks so far, which are given away.
    [[nodiscard]] std::vector<Remark> take_remarks() { return std::move(remarks_); }

private:
    enum class Shape { Line, Lines };
    std::string text(const pugi::xml_node& node, Shape shape);
    // Not where there is no element.
    void remark_no_word(const pugi::xml_node& node, std::string_view raw);

    CapVersion version_;
    const Lines& lines_;
    const ParseLimits& limits_;
    std::vector<Remark> remarks_;
};

}  // namespace baken::bulletins
