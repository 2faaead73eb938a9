#include "exchange/bulletins/alert_parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <pugixml.hpp>

#include "exchange/bulletins/alert_reader.hpp"
#include "exchange/bulletins/cap_schema.hpp"
#include "exchange/bulletins/markup.hpp"
#include "exchange/bulletins/xml_node.hpp"

namespace baken::bulletins {
namespace {

// The parsed tree points into `text`, which the parser has changed.
struct Document {
    std::vector<char> text;
    Lines lines;
    std::vector<Remark> remarks;  // about the file as a whole
    pugi::xml_document tree;
};

Result<std::unique_ptr<Document>> open_document(std::string_view bytes, const ParseLimits& limits) {
    auto most = std::min(limits.bytes, kMostBytes);
    if (bytes.size() > most)
        return refuse("cap.size", fmt::format("{} bytes, at most {} are read", bytes.size(), most));
    TRY(auto decoded, decode_markup(bytes));
    auto first = decoded.text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || decoded.text[first] != '<') return refuse("cap.xml", "the file is not XML");
    TRY_DONE(check_markup(decoded.text, {limits.elements, limits.depth}));
    auto document = std::make_unique<Document>(Document{{}, Lines(decoded.text), {}, {}});
    for (auto& repair : decoded.repairs) document->remarks.push_back({"cap.text.encoding", std::move(repair), 1});
    for (auto at : stray_ampersands(decoded.text, 20))
        document->remarks.push_back({"cap.schema.entity", "an & is not written as &amp;", document->lines.at(at)});
    document->text.assign(decoded.text.begin(), decoded.text.end());
    auto parsed = document->tree.load_buffer_inplace(document->text.data(), document->text.size(), pugi::parse_default,
                                                     pugi::encoding_utf8);
    if (!parsed) {
        auto line = document->lines.at(static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0)));
        return refuse("cap.xml", fmt::format("line {}: {}", line, parsed.description()));
    }
    return document;
}

// An element named alert, and whether we read its standard.
struct Found {
    pugi::xml_node node;
    CapVersion version = CapVersion::Unknown;
};

bool is_alert(const pugi::xml_node& node) {
    return node.type() == pugi::node_element && local_name(node) == "alert";
}

// No namespace at all is read as 1.2 with a remark; so is a later 1.x, which only adds to it.
Result<CapVersion> version_of(const pugi::xml_node& node) {
    auto space = namespace_of(node);
    if (space == kCap12 || space.empty() || space.starts_with("urn:oasis:names:tc:emergency:cap:1."))
        return space == kCap11 ? CapVersion::V1_1 : CapVersion::V1_2;
    if (space == kCap10) return refuse("cap.version", "CAP 1.0 is not read", "ask the issuer for CAP 1.2");
    return refuse("cap.namespace", fmt::format("<alert> of {} is no CAP", space.substr(0, 80)));
}

Result<ParsedAlert> read_found(const Document& document, const pugi::xml_node& node, const ParseLimits& limits) {
    TRY(auto version, version_of(node));
    auto parsed = read_alert_element(node, version, document.lines, limits);
    const auto& alert = parsed.alert;
    if (alert.identifier.empty() && alert.sender.empty() && alert.infos.empty())
        return refuse("cap.empty", "the alert has no identifier, no sender and no info");
    auto space = namespace_of(node);
    if (space != kCap11 && space != kCap12)
        parsed.remarks.insert(parsed.remarks.begin(), Remark{"cap.schema.namespace", "not in the namespace of CAP 1.2",
                                                             document.lines.of(node)});
    parsed.remarks.insert(parsed.remarks.begin(), document.remarks.begin(), document.remarks.end());
    return parsed;
}

// The next element in document order; does not go below `node` when `below` is Skip.
enum class Below { Enter, Skip };
pugi::xml_node next_node(pugi::xml_node node, Below below) {
    if (below == Below::Enter && node.first_child()) return node.first_child();
    while (node && !node.next_sibling()) node = node.parent();
    return node ? node.next_sibling() : node;
}

Error wrong_root(const pugi::xml_node& root) {
    auto name = local_name(root);
    if (name == "feed" || name == "rss" || name == "EDXLDistribution" || name == "RDF")
        return {"cap.feed_index", fmt::format("<{}> holds no alert, at most addresses of alerts", name),
                "addresses are never fetched; bring the alerts themselves"};
    return {"cap.root", fmt::format("<{}> is no CAP alert", std::string_view(root.name()).substr(0, 40)), {}};
}

}  // namespace

Result<ParsedAlert> parse_alert(std::string_view bytes, const ParseLimits& limits) {
    TRY(auto document, open_document(bytes, limits));
    auto root = document->tree.document_element();
    if (is_alert(root)) return read_found(*document, root, limits);
    return std::unexpected(wrong_root(root));
}

Result<std::vector<ParsedAlert>> parse_alerts(std::string_view bytes, const ParseLimits& limits) {
    TRY(auto document, open_document(bytes, limits));
    auto root = document->tree.document_element();
    std::vector<ParsedAlert> found;
    std::optional<Error> refused;
    for (pugi::xml_node node = root; node && found.size() < limits.alerts;) {
        auto below = is_alert(node) ? Below::Skip : Below::Enter;
        if (is_alert(node)) {
            auto parsed = read_found(*document, node, limits);
            if (parsed) found.push_back(std::move(*parsed));
            if (!parsed && !refused) refused = std::move(parsed).error();
        }
        node = next_node(node, below);
    }
    if (!found.empty()) return found;
    return std::unexpected(refused ? std::move(*refused) : wrong_root(root));
}

}  // namespace baken::bulletins
